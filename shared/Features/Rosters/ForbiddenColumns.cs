using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>
/// Numbers of identity papers and bank cards have no place here: a file with a column of them is refused as a whole,
/// by the column's name, before anything of it is kept.
/// </summary>
internal sealed class ForbiddenColumns(SheetRow header)
{
    private const int IdLength = 18;
    private const int OldIdLength = 15;
    private const string IdChecks = "10X98765432";
    private static readonly string[] Words = ["身份证", "公民身份", "证件号", "idcard", "idnumber", "identitynumber", "银行卡", "银行账号", "卡号", "bankcard", "bankaccount"];
    private static readonly int[] IdWeights = [7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2];

    /// <returns>The column whose header says what it is; null for none. What is asked for may mention one in brackets: 姓名（与身份证一致）.</returns>
    public string? NamedByHeader()
    {
        var known = RosterColumns.Read(header).Known.ToHashSet();
        var column = header.Headings().ToList().FindIndex(heading => Array.Exists(Words, heading.Says));
        return column >= 0 ? header.Shown(column) : header.Headings().Select((heading, i) => (heading, i))
            .Where(each => !known.Contains(each.i) && Array.Exists(Words, each.heading.Mentions)).Select(each => header.Shown(each.i)).FirstOrDefault();
    }

    /// <param name="codeColumn">Holds the codes of units, which are as long.</param>
    /// <returns>The column in which this row has such a number; null for none.</returns>
    public string? NamedByContent(SheetRow row, int codeColumn)
    {
        for (var i = 0; i < row.Cells.Count; i++)
        {
            if (i != codeColumn && LooksForbidden(row[i]))
            {
                return header[i] is { Length: > 0 } name ? name : SpreadsheetName(i);
            }
        }

        return null;
    }

    /// <summary>Somewhere in a cell, among other words.</summary>
    public static bool Holds(string cell) => People.Redaction.LongNumbers(cell).Any(IsForbidden);

    private static bool IsForbidden(string plain) => IsId(plain) || IsOldId(plain) || IsBankCard(plain);

    private static bool LooksForbidden(string cell)
    {
        if (cell.Length is < OldIdLength or > 30)
        {
            return false;
        }

        var plain = new string([.. cell.Where(letter => letter is not (' ' or '-' or '\'' or '\u00A0'))]);
        return IsForbidden(plain);
    }

    private static bool IsId(string text)
    {
        if (text.Length != IdLength || !text[..^1].All(char.IsAsciiDigit) || !HoldsDate(text[6..14], "yyyyMMdd"))
        {
            return false;
        }

        var sum = 0;
        for (var i = 0; i < IdWeights.Length; i++)
        {
            sum += (text[i] - '0') * IdWeights[i];
        }

        return char.ToUpperInvariant(text[^1]) == IdChecks[sum % IdChecks.Length];
    }

    private static bool IsOldId(string text) =>
        text.Length == OldIdLength && text.All(char.IsAsciiDigit) && text[0] is >= '1' and <= '8' && HoldsDate("19" + text[6..12], "yyyyMMdd");

    private static bool HoldsDate(string text, string format) => DateOnly.TryParseExact(
        text, format, System.Globalization.CultureInfo.InvariantCulture, System.Globalization.DateTimeStyles.None, out _);

    /// <summary>ISO/IEC 7812: 16 to 19 digits with Luhn's check; Chinese cards begin with 62, others with 3 to 6.</summary>
    private static bool IsBankCard(string text) =>
        text.Length is >= 16 and <= 19 && text.All(char.IsAsciiDigit) && text[0] is >= '3' and <= '6' && People.Redaction.PassesLuhn(text);

    private static string SpreadsheetName(int column) =>
        column < 26 ? ((char)('A' + column)).ToString() : SpreadsheetName((column / 26) - 1) + SpreadsheetName(column % 26);
}
