using ChatGov.Data;
using ChatGov.Papers;
using ChatGov.Tests.Support;
using Microsoft.Extensions.Logging;

namespace ChatGov.Tests.Faults;

/// <summary>What does not stop a start, and yet has to be said once.</summary>
public sealed class StartWarningTests
{
    private const string Setting = "Papers:CheckAddress";

    [Theory, Databases]
    public async Task With_a_messenger_and_papers_that_only_this_machine_can_check_one_line_says_so(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        Assert.Single(Said(database.Db, ("Telegram:Token", "7000001:SECRET")), IsAboutPapers);
        Assert.Empty(Said(database.Db));
        await CheckAddress.Keep(database.Db, Given.Settings((Setting, "https://example.org/check")));
        Assert.DoesNotContain(Said(database.Db, ("Telegram:Token", "7000001:SECRET")), IsAboutPapers);
    }

    private static bool IsAboutPapers(string line) => line.Contains(Setting, StringComparison.Ordinal);

    private static IReadOnlyList<string> Said(Db db, params (string Name, string? Value)[] settings)
    {
        using var log = new CapturedLog();
        BotSettings.Read(Given.Settings(settings)).SayWhatIsMissing(db, log.CreateLogger(""));
        Assert.DoesNotContain("SECRET", log.All, StringComparison.Ordinal);
        Assert.Equal(log.Lines.Count, log.Count(LogLevel.Warning));
        return log.Lines;
    }
}
