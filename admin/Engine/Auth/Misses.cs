using ChatGov.Settings;

namespace ChatGov.Auth;

/// <summary>
/// What was shown at the desk and proved nothing, counted by address, each kind apart. It is looked up first and counted
/// after: however much somebody guesses, whoever shares an address with them and shows the right thing gets in.
/// </summary>
internal sealed class Misses(SettingValues settings) : IDisposable
{
    public PerMinute Tokens { get; } = Make(settings);

    public PerMinute Links { get; } = Make(settings);

    public PerMinute Calendars { get; } = Make(settings);

    public void Dispose()
    {
        Tokens.Dispose();
        Links.Dispose();
        Calendars.Dispose();
    }

    private static PerMinute Make(SettingValues settings) => new(settings.Count("Api:WrongTokensPerMinute"));
}
