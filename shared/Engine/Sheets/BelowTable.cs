namespace ChatGov.Sheets;

/// <summary>What stands below the rows of a table that a person made: sums, and who filled it in.</summary>
public static class BelowTable
{
    // A sum and its sign, never a sentence that begins so: 负责人电话打不通.
    private const int LettersBeside = 2;

    private static readonly string[] Words = ["合计", "总计", "共计", "小计", "总人数", "total", "填表", "制表", "审核人", "填报人", "负责人"];

    public static bool Begins(string cell) => Array.Exists(Words, word => cell.StartsWith(word, StringComparison.OrdinalIgnoreCase));

    /// <summary>The first cell that holds anything says so.</summary>
    public static bool Is(SheetRow row) => row.Cells.Select(cell => cell.Trim()).FirstOrDefault(cell => cell.Length > 0) is { } first
        && Array.Exists(Words, word => first.StartsWith(word, StringComparison.OrdinalIgnoreCase) && (first.Length <= word.Length + LettersBeside || first[word.Length] is '：' or ':'));
}
