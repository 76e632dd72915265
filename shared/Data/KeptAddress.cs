using Microsoft.Extensions.Configuration;

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
    public static int Listens(Tx tx, string url)
    {
        var address = new UriBuilder(url);
        address.Host = address.Host is "0.0.0.0" or "[::]" ? "127.0.0.1" : address.Host;
        return Put(tx, Listening, address.Uri.GetLeftPart(UriPartial.Authority));
    }

    /// <exception cref="ConfigurationFault">The setting is no web address.</exception>
    public async Task Keep(Db db, IConfiguration configuration)
    {
        if (configuration[Setting] is not { Length: > 0 } configured)
        {
            return;
        }

        if (!Uri.TryCreate(configured, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new ConfigurationFault($"{Setting} has to be a web address without a query, such as {Usual}{Path}");
        }

        await db.Write(tx => Put(tx, Name, configured.TrimEnd('/')));
    }

    public string Of(Tx tx) => Kept(tx, Name) ?? (Kept(tx, Listening) ?? Usual) + Path;

    private static string? Kept(Tx tx, string name) => tx.First<string>("SELECT value FROM setting WHERE name = @name", new { name });

    private static int Put(Tx tx, string name, string value) => tx.Run(
        "INSERT INTO setting (name, value) VALUES (@name, @value) ON CONFLICT (name) DO UPDATE SET value = @value", new { name, value });
}
