using ChatGov.Data;
using Microsoft.Extensions.Configuration;

namespace ChatGov.Papers;

/// <summary>
/// Where papers can be checked: the address behind the QR code. The programs meet only in the database, so whichever is
/// configured (<c>Papers:CheckAddress</c>) keeps it there for both.
/// </summary>
public static class CheckAddress
{
    /// <summary>The admin host as it listens by itself: enough to try it on one machine.</summary>
    public const string Default = "http://127.0.0.1:5080/check";

    private const string Name = "papers.check_address";
    private static readonly string[] Known = ["CheckAddress", "ChecksPerMinute"];

    /// <exception cref="ConfigurationFault">The setting is no web address.</exception>
    public static async Task Keep(Db db, IConfiguration configuration)
    {
        var section = configuration.GetSection("Papers");
        DatabaseSettings.RefuseUnknown(section, Known);
        if (section["CheckAddress"] is not { Length: > 0 } configured)
        {
            return;
        }

        if (!Uri.TryCreate(configured, UriKind.Absolute, out var address) || address.Scheme is not ("http" or "https")
            || address.Query.Length > 0 || address.Fragment.Length > 0)
        {
            throw new ConfigurationFault("Papers:CheckAddress has to be a web address without a query, such as https://example.org/check");
        }

        await db.Write(tx => tx.Run(
            "INSERT INTO setting (name, value) VALUES (@Name, @value) ON CONFLICT (name) DO UPDATE SET value = @value",
            new { Name, value = configured.TrimEnd('/') }));
    }

    /// <summary>On this machine only: nobody who scans a paper with their phone gets there.</summary>
    public static bool IsLoopback(Tx tx) => new Uri(Of(tx)).IsLoopback;

    public static string Of(Tx tx) => tx.First<string>("SELECT value FROM setting WHERE name = @Name", new { Name }) ?? Default;

    /// <summary>What the QR code of a paper says.</summary>
    public static string For(Tx tx, string number) => $"{Of(tx)}/{number}";
}
