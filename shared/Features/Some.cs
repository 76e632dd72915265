using System.Collections;
using System.Runtime.CompilerServices;

namespace ChatGov;

/// <summary>What a feature says under one heading. Where it has nothing to say it says why: <see cref="Nothing.Because"/>.</summary>
[CollectionBuilder(typeof(Some), nameof(Some.Of))]
public sealed class Some<T> : IReadOnlyList<T>
{
    private readonly T[] _all;

    internal Some(T[] all, string why) => (_all, WhyNone) = (all, why);

    /// <summary>Empty where there is something.</summary>
    public string WhyNone { get; }

    public int Count => _all.Length;

    public T this[int index] => _all[index];

    public IEnumerator<T> GetEnumerator() => _all.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public static implicit operator Some<T>(Nothing nothing) => new([], nothing.Why);
}

public static class Some
{
    /// <exception cref="ArgumentException">There is none, and nobody says why.</exception>
    public static Some<T> Of<T>(ReadOnlySpan<T> all) =>
        all.Length > 0 ? new Some<T>(all.ToArray(), "") : throw new ArgumentException("say why there is none", nameof(all));
}

/// <summary>There is none, and here is why.</summary>
public sealed record Nothing
{
    private Nothing(string why) => Why = why;

    public string Why { get; }

    public static Nothing Because(string why) => new(why);
}
