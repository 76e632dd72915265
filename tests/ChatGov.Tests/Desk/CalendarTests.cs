using System.Net;
using System.Text;
using ChatGov.Access;
using ChatGov.Calendars;
using ChatGov.Claims;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Tests.Support;
using ChatGov.Timers;
using FsCheck;
using FsCheck.Fluent;

namespace ChatGov.Tests.Desk;

/// <summary>Tasks in calendar programs.</summary>
public sealed class CalendarTests
{
    [Theory, Databases]
    public async Task The_address_shows_the_tasks_of_its_place_and_their_changes_and_nobody_by_name(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var secretary = await site.TokenOf(site.World.Secretary);
        var member = await site.World.Member("王小明");
        var task = await site.World.Publish(site.World.Draft(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8))));
        await site.World.As(site.World.OtherSecretary, tx => TaskPublishing.Publish(tx, site.World.Garden, site.World.Draft(task.StartsAt) with { Title = "别处的任务修路灯" }).Value);
        await site.World.As(member, tx => Claiming.Claim(tx, task.Id).Value);
        var made = (await site.Post("/api/v1/calendars", secretary, new { name = "手机" })).Is(HttpStatusCode.Created).Json;
        var path = new Uri((string)made["url"]!).AbsolutePath;

        var feed = (await site.Get(path, null)).Is(HttpStatusCode.OK);
        Assert.Equal("text/calendar", feed.MediaType);
        var lines = Unfolded(feed.Text);
        Assert.Contains("SUMMARY:清扫公园沙尘", lines);
        Assert.Contains("DTSTART:20261128T010000Z", lines);
        Assert.Contains("STATUS:CONFIRMED", lines);
        Assert.Contains(lines, line => line.StartsWith("DESCRIPTION:已领 1/5\\n", StringComparison.Ordinal));
        foreach (var secret in new[] { "王小明", "书记甲", "19900001234", "别处的任务" })
        {
            Assert.DoesNotContain(secret, string.Join('\n', lines), StringComparison.Ordinal);
        }

        var (before, uid) = (Sequence(lines), Read(lines, "UID"));
        await DeskAddress.Keep(site.Database.Db, Given.Settings(("Desk:Address", "https://moved.example.org")));
        await site.World.As(site.World.Secretary, tx => TaskCancelling.Cancel(tx, task.Id, "大风").Value);
        lines = Unfolded((await site.Get(path, null)).Text);
        Assert.Contains("STATUS:CANCELLED", lines);
        Assert.Equal(uid, Read(lines, "UID"));
        Assert.Matches("^task-[0-9]+@[0-9a-f]{32}$", uid);
        Assert.StartsWith("https://moved.example.org/calendar/", (string)(await site.Post("/api/v1/calendars", secretary, new { name = "手机" })).Json["url"]!, StringComparison.Ordinal);
        Assert.Contains("SUMMARY:【已取消】清扫公园沙尘", lines);
        Assert.True(Sequence(lines) > before);

        (await site.Post($"/api/v1/calendars/{made["id"]}/revoke", secretary)).Is(HttpStatusCode.OK);
        (await site.Get(path, null)).IsProblem(HttpStatusCode.NotFound, "NotFound");
    }

    [Theory, Databases]
    public async Task What_is_ended_by_its_number_has_to_be_of_the_kind_it_is_ended_as(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.Secretary);
        var tokenId = (long)(await site.Get("/api/v1/tokens", token)).Items[0]!["id"]!;
        var calendarId = (long)(await site.Post("/api/v1/calendars", token, new { name = "手机" })).Is(HttpStatusCode.Created).Json["id"]!;

        (await site.Post($"/api/v1/calendars/{tokenId}/revoke", token)).IsProblem(HttpStatusCode.NotFound, "NotFound");
        (await site.Post($"/api/v1/tokens/{calendarId}/revoke", token)).IsProblem(HttpStatusCode.NotFound, "NotFound");
        (await site.Get("/api/v1/me", token)).Is(HttpStatusCode.OK);
        (await site.Post($"/api/v1/calendars/{calendarId}/revoke", token)).Is(HttpStatusCode.OK);
    }

    [Theory, Databases]
    public async Task Those_made_and_ended_since_hide_none_that_work_and_leave_no_room_for_more(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.Secretary);
        var secretary = site.Database.Db.Read(tx => Entering.By(tx, token)).Actor;
        await site.Database.Db.Write(tx =>
        {
            tx.As(secretary);
            foreach (var _ in Enumerable.Range(1, ApiTokens.MostLive - 1))
            {
                Assert.True(CalendarFeeds.Create(tx, "手机").Ok);
            }

            foreach (var _ in Enumerable.Range(1, 101))
            {
                var made = CalendarFeeds.Create(tx, "换了又换").Value;
                Assert.True(ApiTokens.Revoke(tx, made.Calendar.Id, ApiTokenKind.Calendar).Ok);
            }
        });

        (await site.Post("/api/v1/calendars", token, new { name = "最后一个" })).Is(HttpStatusCode.Created);
        (await site.Post("/api/v1/calendars", token, new { name = "多一个" })).IsProblem(HttpStatusCode.Conflict, "TooManyTokens");
        var listed = (await site.Get("/api/v1/calendars", token)).Items;
        Assert.Equal(ApiTokens.MostLive, listed.Count(each => each!["revokedAt"] is null));
    }

    [Theory, Databases]
    public async Task What_nobody_came_forward_for_does_not_look_alive_either(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var task = await site.World.Publish(site.World.Draft(new DateTimeOffset(2026, 11, 24, 9, 0, 0, TimeSpan.FromHours(8))));
        var made = (await site.Post("/api/v1/calendars", await site.TokenOf(site.World.Secretary), new { name = "手机" })).Is(HttpStatusCode.Created).Json;
        site.Database.Clock.MoveTo(task.StartsAt.AddMinutes(1));
        await site.Database.Db.Write(tx => TimerHandlers.All[TaskMachine.Start](tx, task.Id));

        var lines = Unfolded((await site.Get(new Uri((string)made["url"]!).AbsolutePath, null)).Text);
        Assert.Contains("SUMMARY:【没办成】清扫公园沙尘", lines);
        Assert.Contains("STATUS:CANCELLED", lines);
    }

    [Theory, Databases]
    public async Task It_ends_with_the_office_and_opens_nothing_else(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var clerk = await site.World.Person("街道甲");
        var role = await site.Database.Db.Write(tx => Staff.Appoint(tx, clerk, Role.Deputy, site.World.Helan, tx.Now, until: null).Value);
        var token = await site.TokenOf(clerk);
        var path = new Uri((string)(await site.Post("/api/v1/calendars", token, new { name = "手机" })).Is(HttpStatusCode.Created).Json["url"]!).AbsolutePath;
        var secret = path.Split('/')[^1][..^4];
        (await site.Get("/api/v1/me", secret)).IsProblem(HttpStatusCode.Unauthorized);
        (await site.Get($"/calendar/{token}.ics", null)).IsProblem(HttpStatusCode.NotFound);
        (await site.Post("/api/v1/calendars", await site.TokenOf(site.World.Liaison), new { name = "手机" })).IsProblem(HttpStatusCode.NotFound);
        var other = new Uri((string)(await site.Post("/api/v1/calendars", await site.TokenOf(site.World.Secretary), new { name = "手机" })).Json["url"]!);
        (await site.Get(other.AbsolutePath, null)).Is(HttpStatusCode.OK);
        (await site.Get(path, null)).Is(HttpStatusCode.OK);
        await site.Database.Db.Write(tx => Staff.Dismiss(tx, role));
        (await site.Get(path, null)).IsProblem(HttpStatusCode.NotFound);
    }

    [Fact]
    public void No_line_is_too_long_and_every_text_comes_back_as_it_was()
    {
        Check.One(Config.QuickThrowOnFailure, Prop.ForAll(ArbMap.Default.ArbFor<NonNull<string>>(), given =>
        {
            var title = new string([.. given.Get.Where(letter => !char.IsControl(letter) && !char.IsSurrogate(letter))]) + "，;\\任务🧹";
            var calendar = new ICalendar("日历");
            calendar.Add(new CalendarEvent { Uid = "1", Title = title, Place = "", Description = title + "\n" + title });
            var text = calendar.Write();
            Assert.All(text.Split("\r\n"), line => Assert.True(Encoding.UTF8.GetByteCount(line) <= 75, line));
            var lines = Unfolded(text);
            Assert.Equal(title, Read(lines, "SUMMARY"));
            Assert.Equal(title + "\n" + title, Read(lines, "DESCRIPTION"));
        }));
    }

    private static List<string> Unfolded(string text) => [.. text.Replace("\r\n ", "", StringComparison.Ordinal).Split("\r\n", StringSplitOptions.RemoveEmptyEntries)];

    private static long Sequence(List<string> lines) => long.Parse(Read(lines, "SEQUENCE"), System.Globalization.CultureInfo.InvariantCulture);

    private static string Read(List<string> lines, string name)
    {
        var value = lines.Single(line => line.StartsWith(name + ":", StringComparison.Ordinal))[(name.Length + 1)..];
        var read = new StringBuilder();
        for (var i = 0; i < value.Length; i++)
        {
            read.Append(value[i] == '\\' ? value[++i] == 'n' ? '\n' : value[i] : value[i]);
        }

        return read.ToString();
    }
}
