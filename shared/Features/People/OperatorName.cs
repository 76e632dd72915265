using ChatGov.Data;
using ChatGov.Settings;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>
/// Who runs this, as the privacy notice names them (PIPL art. 17): the banner's office or above. Told to either program by
/// <c>Operator:Name</c>, it holds for both.
/// </summary>
public static class OperatorName
{
    public const string Setting = "Operator:Name";
    private const string Name = "operator_name";
    private const int Longest = 60;

    /// <exception cref="ConfigurationFault">It is too long for a notice.</exception>
    public static async Task Keep(Db db, SettingValues settings)
    {
        if (settings.Find(Setting)?.Trim() is not { Length: > 0 } configured)
        {
            return;
        }

        if (configured.Letters() > Longest)
        {
            throw new ConfigurationFault($"{Setting} has to fit into the privacy notice: 60 letters at most");
        }

        await db.Write(tx => SettingRows.Put(tx, Name, configured));
    }

    /// <exception cref="ConfigurationFault">Real people are about to be served and nobody says by whom.</exception>
    public static void Demand(Db db)
    {
        if (db.Read(Kept) is null)
        {
            throw new ConfigurationFault($"{Setting} is missing: the privacy notice has to name who runs this before a messenger is served, such as “某旗委社会工作部”");
        }
    }

    /// <summary>As configured; without, the name of the banner, as in the demo.</summary>
    public static string Of(Tx tx) =>
        Kept(tx) ?? tx.First<string>("SELECT name FROM org WHERE kind = 'Banner' AND closed_at IS NULL ORDER BY id LIMIT 1") ?? "ChatGov";

    private static string? Kept(Tx tx) => SettingRows.Read(tx, Name);
}
