using ChatGov.Data;
using ChatGov.Settings;

namespace ChatGov.Papers;

/// <summary>Where papers can be checked: the address behind the QR code (<c>Papers:CheckAddress</c>).</summary>
public static class CheckAddress
{
    private static readonly KeptAddress Address = new("Papers:CheckAddress", "papers.check_address", "/check");

    public static Task Keep(Db db, SettingValues settings) => Address.Keep(db, settings);

    /// <summary>On this machine only: nobody who scans a paper with their phone gets there.</summary>
    public static bool IsLoopback(Tx tx) => new Uri(Of(tx)).IsLoopback;

    public static string Of(Tx tx) => Address.Of(tx);

    /// <summary>What the QR code of a paper says.</summary>
    public static string For(Tx tx, string number) => $"{Of(tx)}/{number}";
}
