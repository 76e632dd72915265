using System.Text.RegularExpressions;
using ChatGov.Forms;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>Whom to ask, and where they answer the phone.</summary>
public sealed record Contact(string Name, string Phone);

/// <summary>A name and a phone: 张三 19900001234, in either order.</summary>
public sealed partial class ContactQuestion(string name) : Question<Contact>(name)
{
    private const int ShortestPhone = 7;
    private const int LongestPhone = 13;

    public override Piece? Find(FormRun run, string sentence, DateTimeOffset at) => Within().Match(sentence) is { Success: true } match
        ? new Piece($"{match.Groups["name"].Value} {match.Groups["phone"].Value}", sentence.Remove(match.Index, match.Length))
        : null;

    protected override Reading<Contact> ReadValue(FormRun run, Said said)
    {
        var phone = new string([.. said.Words.Where(char.IsAsciiDigit)]);
        var who = new string([.. said.Words.Where(each => !char.IsAsciiDigit(each) && each is not ('-' or '+' or ',' or '，' or ':' or '：'))]).Trim();
        return !said.Words.Contains('*', StringComparison.Ordinal) && phone.Length is >= ShortestPhone and <= LongestPhone && who.Letters() is > 0 and <= PersonName.Longest
            ? Reading.Of<Contact>(new Contact(who, phone))
            : Reading.Not<Contact>();
    }

    protected override string DisplayValue(FormRun run, Contact value) => $"{value.Name} {Show.CoveredPhone(value.Phone)}";

    // The name stands right before the number.
    [GeneratedRegex(@"(?:(?:联系人?|找|contact)\s*[:：]?\s*)?(?<name>\p{L}[\p{L}·]{0,15})\s*[:：,，]?\s*(?<phone>1[3-9][0-9]{9}|0[0-9]{2,3}-?[0-9]{7,8})(?![0-9])", RegexOptions.IgnoreCase, 1000)]
    private static partial Regex Within();
}
