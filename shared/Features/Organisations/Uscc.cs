namespace ChatGov.Organisations;

/// <summary>
/// The unified social credit code of a unit, GB 32100-2015: 18 characters from 31, the last one a check modulo 31.
/// </summary>
public sealed record Uscc
{
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const int Length = 18;
    private static readonly int[] Weights = [1, 3, 9, 27, 19, 26, 16, 17, 20, 29, 25, 13, 8, 24, 10, 30, 28];

    // Organs, institutions, mass organisations, NGOs, committees, companies, co-operatives, village collectives.
    private static readonly string[] KnownPrefixes = ["11", "12", "13", "51", "52", "53", "54", "55", "91", "93", "N2"];

    private Uscc(string value) => Value = value;

    public string Value { get; }

    /// <summary>Unknown kinds are a reason to look twice, not to refuse: the list of prefixes is not closed.</summary>
    public bool HasKnownPrefix => KnownPrefixes.Contains(Value[..2]);

    /// <returns>Null when the code cannot be right.</returns>
    public static Uscc? Read(string text)
    {
        var value = text.Trim().ToUpperInvariant();
        return value.Length == Length && value.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal))
            && value[^1] == CheckOf(value.AsSpan(0, Length - 1))
            ? new Uscc(value)
            : null;
    }

    /// <summary>The check character of the first seventeen.</summary>
    public static char CheckOf(ReadOnlySpan<char> body)
    {
        var sum = 0;
        for (var i = 0; i < Weights.Length; i++)
        {
            sum += Alphabet.IndexOf(body[i], StringComparison.Ordinal) * Weights[i];
        }

        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }
}
