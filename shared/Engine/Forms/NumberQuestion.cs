using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>A whole number: 20, 二十, 要20个人, 俩人.</summary>
public sealed partial class NumberQuestion(string name) : Question<int>(name)
{
    /// <summary>In code: how few and how many do.</summary>
    public required Func<FormRun, (int Least, int Most)> Bounds { get; init; }

    /// <summary>Said of a number outside of them; else the same as of no number.</summary>
    public Func<FormRun, Fault?> OutOfBounds { get; init; } = _ => null;

    /// <summary>With what it counts.</summary>
    public Func<FormRun, int, string> Shows { get; init; } = (_, value) => value.ToString(CultureInfo.InvariantCulture);

    /// <summary>How it stands within a sentence, the number in <c>n</c>; null for what is only answered alone.</summary>
    public Regex? Within { get; init; }

    public override Piece? Find(FormRun run, string sentence, DateTimeOffset at)
    {
        var half = Meant(sentence);
        return Within?.Match(half) is { Success: true } match && Number(match.Groups["n"].Value) is not null
            ? new Piece(match.Groups["n"].Value, half.Remove(match.Index, match.Length))
            : null;
    }

    protected override Reading<int> ReadValue(FormRun run, Said said)
    {
        var half = Meant(said.Code ?? said.Words);
        var words = Alone().Match(half) is { Success: true } alone ? alone.Groups["n"].Value : Within?.Match(half) is { Success: true } within ? within.Groups["n"].Value : half.Trim();
        if (Number(words) is not { } number)
        {
            return Reading.Not<int>();
        }

        var (least, most) = Bounds(run);
        return number >= least && number <= most ? Reading.Of<int>(number) : Reading.Not<int>(OutOfBounds(run));
    }

    protected override string DisplayValue(FormRun run, int value) => Shows(run, value);

    /// <summary>Without the number that is said no to: 不要5个，3个就够.</summary>
    private static string Meant(string words) => NotThatMany().Replace(Numerals.HalfWidth(words), "").Trim(' ', ',', '，');

    private static int? Number(string words) => Numerals.TryRead(words, out var number) && number == decimal.Truncate(number) && number is > 0 and < 1_000_000 ? (int)number : null;

    // With what it counts behind it, whatever that is: one word.
    [GeneratedRegex(@"(?:不是|不要|不用|不需要|用不了|要不了|not)\s*(?:[0-9]{1,6}|[零一二两俩仨三四五六七八九十百]{1,5})\s*(?:个人|个|人|位|名)?(?=\s*[,，]|\s*but\b)", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex NotThatMany();

    [GeneratedRegex(@"^\s*(?<n>[0-9]{1,6}|[零一二两俩仨三四五六七八九十百]{1,5})\s*\p{L}{0,3}\s*[。.]?\s*$", RegexOptions.None, 1000)]
    private static partial Regex Alone();
}
