using ChatGov.Data;
using Microsoft.Extensions.Configuration;

namespace ChatGov.Papers;

/// <summary>Where papers can be checked: the address behind the QR code (<c>Papers:CheckAddress</c>).</summary>
public static class CheckAddress
{
    private static readonly string[] Known = ["CheckAddress", "ChecksPerMinute"];
    private static readonly KeptAddress Address = new("Papers:CheckAddress", "papers.check_address", "/check");

    /// <exception cref="ConfigurationFault">The setting is no web address.</exception>
    public static Task Keep(Db db, IConfiguration configuration)
    {
        DatabaseSettings.RefuseUnknown(configuration.GetSection("Papers"), Known);
        return Address.Keep(db, configuration);
    }

    /// <summary>On this machine only: nobody who scans a paper with their phone gets there.</summary>
    public static bool IsLoopback(Tx tx) => new Uri(Of(tx)).IsLoopback;

    public static string Of(Tx tx) => Address.Of(tx);

    /// <summary>What the QR code of a paper says.</summary>
    public static string For(Tx tx, string number) => $"{Of(tx)}/{number}";
}
