namespace ChatGov.Auth;

/// <summary>
/// What was shown at the desk and proved nothing, counted by address, each kind apart. It is looked up first and counted
/// after: however much somebody guesses, whoever shares an address with them and shows the right thing gets in.
/// </summary>
internal sealed class Misses(IConfiguration configuration) : IDisposable
{
    private const string Setting = "Api:WrongTokensPerMinute";
    private const int AMinute = 20;

    public PerMinute Tokens { get; } = Make(configuration);

    public PerMinute Links { get; } = Make(configuration);

    public PerMinute Calendars { get; } = Make(configuration);

    public void Dispose()
    {
        Tokens.Dispose();
        Links.Dispose();
        Calendars.Dispose();
    }

    private static PerMinute Make(IConfiguration configuration) => new(Settings.Positive(configuration, Setting, AMinute));
}
