namespace ChatGov.Machines;

/// <summary>Why a row is moved: in somebody's words, which are sealed, or as a code where the program itself decides.</summary>
public readonly record struct Why(string? Words = null, string? Code = null)
{
    public bool IsGiven => !string.IsNullOrWhiteSpace(Words) || !string.IsNullOrWhiteSpace(Code);

    public static Why Said(string words) => new(Words: words.Trim());

    public static Why Because(string code) => new(Code: code);
}
