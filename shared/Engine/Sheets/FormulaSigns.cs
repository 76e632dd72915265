namespace ChatGov.Sheets;

/// <summary>What a table program would take for a formula is given a sign in front; reading takes it off again.</summary>
public static class FormulaSigns
{
    public static string Harmless(string text) => text.Length > 0 && (IsSign(text[0]) || text[0] == '\'') ? "'" + text : text;

    public static string Bare(string cell) => cell.Length > 1 && cell[0] == '\'' && (IsSign(cell[1]) || cell[1] == '\'') ? cell[1..] : cell;

    private static bool IsSign(char sign) => sign is '=' or '+' or '-' or '@' or '＝' or '＋' or '－' or '＠';
}
