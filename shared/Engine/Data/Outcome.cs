namespace ChatGov.Data;

/// <summary>
/// An expected "no" of a use case: a code and the values its sentence needs. Every code has a sentence in each
/// catalog under <c>refusal.{Code}</c>; the sentence says what to do next.
/// </summary>
public sealed record Refusal(RefusalCode Code, params (string Name, object Value)[] Args);

/// <summary>What a use case gives back: the value, or the refusal that explains why there is none.</summary>
public readonly struct Outcome<T>
{
    private readonly T? _value;

    private Outcome(T? value, Refusal? refusal) => (_value, Refusal) = (value, refusal);

    public Refusal? Refusal { get; }

    public bool Ok => Refusal is null;

    /// <exception cref="InvalidOperationException">The use case refused: ask <see cref="Ok"/> first.</exception>
    public T Value => Refusal is null ? _value! : throw new InvalidOperationException($"refused: {Refusal.Code}");

    public TResult Match<TResult>(Func<T, TResult> done, Func<Refusal, TResult> refused) =>
        Refusal is null ? done(_value!) : refused(Refusal);

    /// <summary>Goes on with the value; a refusal stays one.</summary>
    public Outcome<TNext> Then<TNext>(Func<T, Outcome<TNext>> next) => Refusal is null ? next(_value!) : Refusal;

    public Outcome<TNext> Then<TNext>(Func<T, TNext> next) => Refusal is null ? next(_value!) : Refusal;

    public static implicit operator Outcome<T>(T value) => new(value, null);

    public static implicit operator Outcome<T>(Refusal refusal) => new(default, refusal);

    public static implicit operator Outcome<T>(RefusalCode code) => new(default, new Refusal(code));
}
