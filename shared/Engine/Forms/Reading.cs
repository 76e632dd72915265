namespace ChatGov.Forms;

/// <summary>What a question made of an answer: its value, or what to say instead.</summary>
public readonly record struct Reading<T>
{
    internal Reading(bool isRead, T? value, Fault? fault) => (IsRead, Value, Fault) = (isRead, value, fault);

    public bool IsRead { get; }

    public T? Value { get; }

    /// <summary>Why not; null where the question's own sentence says it.</summary>
    public Fault? Fault { get; }

    internal Reading<object> Boxed() => new(IsRead, Value, Fault);
}

/// <summary>The two outcomes of reading an answer.</summary>
public static class Reading
{
    public static Reading<T> Of<T>(T value) => new(isRead: true, value, fault: null);

    public static Reading<T> Not<T>(Fault? fault = null) => new(isRead: false, value: default, fault);
}

/// <summary>What is said of an answer that does not do: a text of the catalogs, which says what would.</summary>
public sealed record Fault(string Key, params (string Name, object Value)[] Args);

/// <summary>A piece of a sentence that answers a question, and the sentence without it.</summary>
public sealed record Piece(string Words, string Rest);
