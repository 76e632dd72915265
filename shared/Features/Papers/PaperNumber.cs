using System.Security.Cryptography;
using System.Text;

namespace ChatGov.Papers;

/// <summary>
/// The number of a paper: <c>ZM-7K3M-Q4TX-9B2H</c>. Eleven characters are drawn at random (54 bits: nobody guesses one),
/// the twelfth is a check modulo 31 that notices every wrong character and every two that changed places. So a number
/// that fails the check was mistyped, and one that passes but is not known was made up.
/// </summary>
public static class PaperNumber
{
    // As in GB 32100: no I, O, S, V, Z, which look like others.
    private const string Alphabet = "0123456789ABCDEFGHJKLMNPQRTUWXY";
    private const string LookAlikes = "OISZV";
    private const string MeantBy = "0152U";
    private const int Drawn = 11;
    private const int Group = 4;

    public static string Draw(PaperKind kind)
    {
        Span<char> body = stackalloc char[Drawn + 1];
        for (var i = 0; i < Drawn; i++)
        {
            body[i] = Alphabet[RandomNumberGenerator.GetInt32(Alphabet.Length)];
        }

        body[Drawn] = CheckOf(kind, body[..Drawn]);
        return Write(kind, body);
    }

    /// <summary>Reads a number as people type it: any case and width, with or without dashes, or the address from a QR code.</summary>
    /// <returns>The number as it is printed; null when it cannot be one.</returns>
    public static string? Read(string text)
    {
        var typed = Plain(text[(text.LastIndexOf('/') + 1)..]);
        foreach (var kind in Enum.GetValues<PaperKind>())
        {
            var prefix = Prefix(kind);
            if (typed.Length == prefix.Length + Drawn + 1 && typed.StartsWith(prefix, StringComparison.Ordinal))
            {
                var body = string.Concat(typed[prefix.Length..].Select(Meant));
                return body.All(letter => Alphabet.Contains(letter, StringComparison.Ordinal)) && body[^1] == CheckOf(kind, body.AsSpan(0, Drawn))
                    ? Write(kind, body)
                    : null;
            }
        }

        return null;
    }

    private static string Prefix(PaperKind kind) => kind switch
    {
        PaperKind.Certificate => "ZM",
        PaperKind.UnitLetter => "FK",
    };

    /// <summary>Distinct weights modulo a prime: that is what notices two characters that changed places.</summary>
    private static char CheckOf(PaperKind kind, ReadOnlySpan<char> drawn)
    {
        var sum = 1 + (int)kind;
        for (var i = 0; i < drawn.Length; i++)
        {
            sum += Alphabet.IndexOf(drawn[i], StringComparison.Ordinal) * (i + 2);
        }

        return Alphabet[(Alphabet.Length - (sum % Alphabet.Length)) % Alphabet.Length];
    }

    private static string Write(PaperKind kind, ReadOnlySpan<char> body)
    {
        var number = new StringBuilder(Prefix(kind));
        for (var i = 0; i < body.Length; i += Group)
        {
            number.Append('-').Append(body.Slice(i, Group));
        }

        return number.ToString();
    }

    private static char Meant(char letter) => LookAlikes.IndexOf(letter, StringComparison.Ordinal) is >= 0 and var i ? MeantBy[i] : letter;

    private static string Plain(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (var each in text)
        {
            var letter = each is >= '\uFF01' and <= '\uFF5E' ? (char)(each - 0xFEE0) : each;
            if (char.IsLetterOrDigit(letter))
            {
                plain.Append(char.ToUpperInvariant(letter));
            }
        }

        return plain.ToString();
    }
}
