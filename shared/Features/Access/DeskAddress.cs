using ChatGov.Data;
using ChatGov.Settings;

namespace ChatGov.Access;

/// <summary>Where browsers and calendars reach the desk (<c>Desk:Address</c>): for the links that are handed out.</summary>
public static class DeskAddress
{
    private static readonly KeptAddress Address = new("Desk:Address", "desk.address");

    public static Task Keep(Db db, SettingValues settings) => Address.Keep(db, settings);

    public static bool IsLoopback(Tx tx) => new Uri(Address.Of(tx)).IsLoopback;

    /// <summary>As browsers name it: <c>https://desk.example.org</c>.</summary>
    public static string Origin(Tx tx) => new Uri(Address.Of(tx)).GetLeftPart(UriPartial.Authority);

    public static string SignIn(Tx tx, string code) => $"{Address.Of(tx)}/sign-in/{code}";

    public static string Calendar(Tx tx, string secret) => $"{Address.Of(tx)}/calendar/{secret}.ics";
}
