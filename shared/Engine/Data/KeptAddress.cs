using ChatGov.Settings;

namespace ChatGov.Data;

/// <summary>
/// A web address that both programs need. They meet only in the database, so whichever is configured keeps it there
/// for both. As long as neither is, it is where the desk listens: enough to try it on one machine.
/// </summary>
/// <param name="Setting">Such as <c>Papers:CheckAddress</c>.</param>
/// <param name="Name">Its row in the table of settings.</param>
/// <param name="Path">What it adds to the desk's own address, where it is not set.</param>
public sealed record KeptAddress(string Setting, string Name, string Path = "")
{
    private const string Listening = "desk.listening";
    private const string Usual = "http://127.0.0.1:5080";

    /// <summary>The desk listens there.</summary>
    /// <param name="url">As the server says it; any address of the machine counts as this one.</param>
    public static void Listens(Tx tx, string url)
    {
        var address = new UriBuilder(url);
        address.Host = address.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        SettingRows.Put(tx, Listening, address.Uri.GetLeftPart(UriPartial.Authority));
    }

    public Task Keep(Db db, SettingValues settings) =>
        settings.Find(Setting) is { } configured ? db.Write(tx => SettingRows.Put(tx, Name, configured.TrimEnd('/'))) : Task.CompletedTask;

    public string Of(Tx tx) => SettingRows.Read(tx, Name) ?? (SettingRows.Read(tx, Listening) ?? Usual) + Path;
}
