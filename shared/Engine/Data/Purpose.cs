namespace ChatGov.Data;

/// <summary>
/// What a database is for, written once and for good: made-up people, or real ones. One row decides between programs that
/// start at the same moment: whoever comes second finds what the first has made of it.
/// </summary>
public static class Purpose
{
    public const string Demo = "demo";

    /// <summary>A messenger was served on it.</summary>
    public const string People = "people";

    private const string Name = "purpose";

    /// <returns>Null as long as it is for nothing yet.</returns>
    public static string? Of(Tx tx) => SettingRows.Read(tx, Name);

    /// <summary>Of a database or a copy that is not opened: one of before schema 41 has a mark of the demo alone.</summary>
    internal static string? In(IEnumerable<(string Name, string Value)> settings) => settings
        .Select(each => each.Name == Name ? each.Value : each.Name == Demo ? Demo : null)
        .FirstOrDefault(purpose => purpose is not null);

    /// <returns>False when it is for something else.</returns>
    public static bool Make(Tx tx, string purpose)
    {
        SettingRows.PutOnce(tx, Name, purpose);
        return Of(tx) == purpose;
    }
}
