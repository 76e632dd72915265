using System.Diagnostics;
using System.Runtime.CompilerServices;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>The script that lives a secretary's week by curl, against the demo banner.</summary>
public sealed class SecretaryWeekTests
{
    [WeekTheory, Databases]
    public async Task The_week_goes_by(Provider provider)
    {
        await using var site = await DeskSite.Start(provider, World.Demo);
        var (secretary, office) = site.Database.Db.Read(tx => (
            tx.Count("SELECT person_id FROM chat_identity WHERE user_id = 'secretary'"), tx.Count("SELECT person_id FROM staff_role WHERE role = 'BannerOffice'")));
        await Report(site.Database.Db, secretary, people: 3);

        var (code, said) = await Run(site, await site.TokenOf(office), await site.TokenOf(secretary));
        Assert.True(code == 0, said);
        Assert.Contains("有 4 件事等着", said, StringComparison.Ordinal);
        Assert.Contains("报到的都确认了：3 人", said, StringComparison.Ordinal);
        Assert.Contains("的名单确认了：Done", said, StringComparison.Ordinal);
        Assert.Contains("加 2，改 0，离开 0，不收 1", said, StringComparison.Ordinal);
        Assert.EndsWith("一周过完了", said.Trim(), StringComparison.Ordinal);
        Invariants.Hold(site.Database.Db);
    }

    private static async Task Report(Db db, long secretary, int people)
    {
        var community = db.Read(tx => Appointments.OfPerson(tx, secretary)[0].OrgId);
        foreach (var i in Enumerable.Range(0, people))
        {
            await db.Write(tx =>
            {
                tx.As(Actor.Person(Joining.Agree(tx, new ChatOwner("fake", $"new{i}", $"new{i}"), Texts.Language.Chinese)));
                Assert.True(Submitting.Submit(tx, new SubmitRequest { OrgId = community, Name = $"新来{i}" }).Ok);
            });
        }
    }

    private static async Task<(int Code, string Said)> Run(DeskSite site, string office, string secretary)
    {
        var desk = site.Http.BaseAddress!.ToString().TrimEnd('/');
        var today = ChatGov.Deadlines.Shanghai.Day(site.Database.Clock.GetUtcNow()).ToString("yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);
        using var run = Process.Start(new ProcessStartInfo(Path.GetFullPath(Path.Combine(Here(), "../../secretary-week.sh")), [desk, office, secretary])
        {
            Environment = { ["CHATGOV_TODAY"] = today },
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        })!;
        var (said, failed) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await said + await failed);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>Runs where curl and jq are; the gate installs them and forbids leaving it out.</summary>
    private sealed class WeekTheoryAttribute : TheoryAttribute
    {
        public WeekTheoryAttribute()
        {
            var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
            if (Environment.GetEnvironmentVariable(DatabasesAttribute.RequireVariable) != "1"
                && !Array.TrueForAll(["bash", "curl", "jq"], tool => Array.Exists(folders, folder => File.Exists(Path.Combine(folder, tool)))))
            {
                Skip = "needs bash, curl and jq";
            }
        }
    }
}
