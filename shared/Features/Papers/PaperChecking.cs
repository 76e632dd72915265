using System.Globalization;
using System.Security.Cryptography;
using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Papers;

public enum PaperVerdict
{
    /// <summary>The number fails its own check: it was typed wrong, and says nothing about the paper.</summary>
    Mistyped,

    /// <summary>A number as numbers are, and no paper has it: it was made up.</summary>
    Unknown,

    Revoked,

    /// <summary>It was issued like that, and the records have been corrected since.</summary>
    Outdated,

    Genuine,
}

/// <summary>
/// What anybody may learn from a number: enough to hold against the paper in hand, nothing that is not on it. All but
/// the verdict is null unless there is a paper to compare.
/// </summary>
public sealed record PaperCheck(PaperVerdict Verdict)
{
    public string? Number { get; init; }

    public PaperKind? Kind { get; init; }

    public DateOnly? IssuedOn { get; init; }

    public string? Issuer { get; init; }

    /// <summary>王*: the holder shows the rest.</summary>
    public string? CoveredName { get; init; }

    public long? Minutes { get; init; }

    public int? Lines { get; init; }

    public string? Digest { get; init; }
}

/// <summary>What somebody reads on a paper in their hand.</summary>
/// <param name="Lines">Days and hours, a line each, such as <c>2026-11-28 2</c>; none to compare name and total only.</param>
public sealed record Print(string Name, string Hours, string Lines);

public enum PrintVerdict
{
    Same,
    Different,
    Unreadable,
}

/// <summary>验证: is this paper genuine?</summary>
public static partial class PaperChecking
{
    public static PaperCheck Check(Tx tx, string typed)
    {
        if (PaperNumber.Read(typed) is not { } number)
        {
            return new PaperCheck(PaperVerdict.Mistyped);
        }

        if (PaperRows.FindByNumber(tx, number) is not { State: PaperState.Delivered or PaperState.Revoked } paper)
        {
            return new PaperCheck(PaperVerdict.Unknown) { Number = number };
        }

        if (Facts(tx, paper) is not { } facts)
        {
            return new PaperCheck(PaperVerdict.Revoked) { Number = number };
        }

        return new PaperCheck(PaperRows.IsOutdated(tx, paper.Id) ? PaperVerdict.Outdated : PaperVerdict.Genuine)
        {
            Number = number,
            Kind = facts.Kind,
            IssuedOn = facts.IssuedOn,
            Issuer = facts.Issuer,
            CoveredName = Show.CoveredName(facts.Name),
            Minutes = facts.Minutes,
            Lines = facts.Lines.Count,
            Digest = paper.Digest,
        };
    }

    /// <summary>
    /// Holds what is printed against what was issued, without telling what was issued: the same, or not. A paper that
    /// is not in force is never the same.
    /// </summary>
    public static PrintVerdict Compare(Tx tx, string typed, Print print)
    {
        if (ReadHours(print.Hours) is not { } hours || ReadLines(print.Lines) is not { } lines)
        {
            return PrintVerdict.Unreadable;
        }

        var facts = PaperNumber.Read(typed) is { } number
            && PaperRows.FindByNumber(tx, number) is { State: PaperState.Delivered } paper
                ? Facts(tx, paper)
                : null;
        return facts is not null && IsSame(facts, print.Name, hours, lines) ? PrintVerdict.Same : PrintVerdict.Different;
    }

    /// <summary>Null for a revoked paper, and for one whose row is not the one it was sealed into.</summary>
    private static PaperFacts? Facts(Tx tx, Paper paper)
    {
        try
        {
            return paper.State == PaperState.Delivered
                && PaperRows.Facts(tx, paper.Id) is { } facts && facts.Number == paper.Number && facts.Digest() == paper.Digest
                    ? facts
                    : null;
        }
        catch (CryptographicException)
        {
            return null;
        }
    }

    private static bool IsSame(PaperFacts facts, string name, string hours, List<(DateOnly Day, string Hours)> lines)
    {
        var left = facts.Lines.Select(line => (line.Day, Hours: Show.Hours(line.Minutes))).ToList();
        return PersonName.AreSame(name, facts.Name) && hours == Show.Hours(facts.Minutes) && lines.TrueForAll(left.Remove);
    }

    private static string? ReadHours(string text) =>
        decimal.TryParse(text.Trim().TrimEnd('小', '时', 'h').Trim(), NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out var hours)
            ? hours.ToString("0.#", CultureInfo.InvariantCulture)
            : null;

    private static List<(DateOnly Day, string Hours)>? ReadLines(string text)
    {
        var lines = new List<(DateOnly, string)>();
        foreach (var line in text.Split('\n', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            var match = Line().Match(line);
            if (!match.Success
                || !DateOnly.TryParseExact($"{match.Groups[1]}-{match.Groups[2]}-{match.Groups[3]}", "yyyy-M-d", CultureInfo.InvariantCulture, DateTimeStyles.None, out var day)
                || ReadHours(match.Groups[4].Value) is not { } hours)
            {
                return null;
            }

            lines.Add((day, hours));
        }

        return lines;
    }

    [GeneratedRegex(@"^([0-9]{4})[-/.年]([0-9]{1,2})[-/.月]([0-9]{1,2})日?\s+(?:.*\s)?([0-9]+(?:\.[0-9])?)\s*(?:小时|h)?$", RegexOptions.None, 1000)]
    private static partial Regex Line();
}
