namespace ChatGov.Data;

/// <summary>The table of settings: a word each that the program keeps of itself, so that both programs find it.</summary>
internal static class SettingRows
{
    public static string? Read(Tx tx, string name) => tx.First<string>("SELECT value FROM setting WHERE name = @name", new { name });

    public static void Put(Tx tx, string name, string value) => tx.Run(
        "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = @value", new { name, value });

    /// <returns>False when it is there already, and stays as it is.</returns>
    public static bool PutOnce(Tx tx, string name, string value) => tx.Run(
        "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO NOTHING", new { name, value }) == 1;
}
