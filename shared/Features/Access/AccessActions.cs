using ChatGov.Actions;

namespace ChatGov.Access;

/// <summary>What people do about the ways in and out. A name never changes once it was sent.</summary>
public static class AccessActions
{
    public static ActionName Bind { get; } = new("bind");

    public static ActionName Departures { get; } = new("departures");

    public static ActionName Link { get; } = new("link");

    public static ActionName Export { get; } = new("export");

    public static ActionName SignIn { get; } = new("sign_in");

    public static ActionName SignOut { get; } = new("sign_out");

    public static ActionName Unlink { get; } = new("unlink");
}
