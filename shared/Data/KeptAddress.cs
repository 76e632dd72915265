using Microsoft.Extensions.Configuration;

namespace ChatGov.Data;

/// <summary>
/// A web address that both programs need. They meet only in the database, so whichever is configured keeps it there
/// for both.
/// </summary>
/// <param name="Setting">Such as <c>Papers:CheckAddress</c>.</param>
/// <param name="Name">Its row in the table of settings.</param>
/// <param name="Default">Enough to try it on one machine.</param>
public sealed record KeptAddress(string Setting, string Name, string Default)
{
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
            throw new ConfigurationFault($"{Setting} has to be a web address without a query, such as {Default}");
        }

        await db.Write(tx => tx.Run(
            "INSERT INTO setting (name, value) VALUES (@Name, @value) ON CONFLICT (name) DO UPDATE SET value = @value",
            new { Name, value = configured.TrimEnd('/') }));
    }

    public string Of(Tx tx) => tx.First<string>("SELECT value FROM setting WHERE name = @Name", new { Name }) ?? Default;
}
