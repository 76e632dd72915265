using System.Net;
using System.Text;
using ChatGov.Rights;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>
/// Whose office is over, in whatever way, is answered, reads nothing of what it showed, and changes nothing that it ran: by the buttons
/// that were sent while it lasted.
/// </summary>
public sealed class EndedOfficeTests
{
    /// <summary>
    /// All ways on SQLite and one on PostgreSQL: nothing happens at once here and no statement differs. Each way of losing an office
    /// runs on both in <c>HandoverTests</c>, and what follows a move in <see cref="MovedOfficeTests"/>.
    /// </summary>
    public static TheoryData<Provider, string> EveryEnd()
    {
        var data = new TheoryData<Provider, string>();
        foreach (var way in Ways.Ends)
        {
            foreach (var row in new DatabasesAttribute().GetData(typeof(EndedOfficeTests).GetMethod(nameof(Whose_office_is_over_gets_nothing_of_what_it_gave))!))
            {
                if ((Provider)row[0] == Provider.Sqlite || way == Ways.Replaced)
                {
                    data.Add((Provider)row[0], way);
                }
            }
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryEnd))]
    public async Task Whose_office_is_over_gets_nothing_of_what_it_gave(Provider provider, string way)
    {
        await using var town = await Town.Start(provider);
        foreach (var role in Enum.GetValues<Role>())
        {
            var holder = await town.Holder(role, way);
            await town.End(holder, way);
            var before = town.Things();

            var heard = await holder.PressesEverything();

            await holder.IsAnswered(heard);
            Assert.All(town.Secrets, secret => Assert.DoesNotContain(secret, string.Join('\n', heard), StringComparison.Ordinal));
            town.HasOnly(before);
        }

        town.HasNoFaults();
    }
}

/// <summary>The same at the desk, by every key of every office. A class of its own, so that it runs beside the others.</summary>
public sealed class EndedOfficeAtTheDeskTests
{
    /// <summary>Who may come in is asked in one statement, the same on both databases: one way on each, all ways on one.</summary>
    public static TheoryData<Provider, string> EveryEndAtTheDesk()
    {
        var data = new TheoryData<Provider, string>();
        foreach (var row in EndedOfficeTests.EveryEnd())
        {
            data.Add((Provider)row[0], (string)row[1]);
        }

        return data;
    }

    [Theory]
    [MemberData(nameof(EveryEndAtTheDesk))]
    public async Task Whose_office_is_over_gets_nothing_at_the_desk(Provider provider, string way)
    {
        await using var town = await Town.Start(provider);
        var (keys, calendars) = (new List<(string Whose, string Key)>(), new List<string>());
        foreach (var role in Enum.GetValues<Role>())
        {
            var holder = await town.Holder(role, way);
            var (session, token) = (await town.Site.SessionOf(holder.PersonId!.Value), await town.Site.TokenOf(holder.PersonId.Value));
            if ((await town.Site.Post("/api/v1/calendars", session, new { name = "日历" })) is { Status: HttpStatusCode.Created } made)
            {
                calendars.Add(new Uri((string)made.Json["url"]!).AbsolutePath);
                (await town.Site.Get(calendars[^1], null)).Is(HttpStatusCode.OK);
            }

            foreach (var key in new[] { session, token })
            {
                (await town.Site.Get("/api/v1/me", key)).Is(HttpStatusCode.OK);
                keys.Add(($"{role} {way}", key));
            }

            await town.End(holder, way);
        }

        var before = town.Things();
        foreach (var (call, i) in town.Calls().Select((call, i) => (call, i)))
        {
            // Of each role the session and the token in turn.
            foreach (var (whose, key) in keys.Where((_, k) => (k + i) % 2 == 0))
            {
                IsShut(await town.Site.Send(call.Method, town.Made.Path(call), key, town.Made.Body(call), ("If-Match", "\"1\"")), $"{whose} {call}");
            }
        }

        Assert.NotEmpty(calendars);
        foreach (var calendar in calendars)
        {
            (await town.Site.Get(calendar, null)).IsProblem(HttpStatusCode.NotFound);
        }

        town.HasOnly(before);
    }

    private static void IsShut(DeskSite.Answer answer, string whose)
    {
        Assert.True(answer.Status is HttpStatusCode.Forbidden or HttpStatusCode.Unauthorized, $"{whose}: {answer.Status} {answer.Text}");
        answer.IsProblem(answer.Status);
    }
}

/// <summary>And by a token or a session that was ended.</summary>
public sealed class EndedKeyTests
{
    [Theory, Databases]
    public async Task Whose_token_or_session_was_ended_gets_nothing_by_it(Provider provider)
    {
        await using var town = await Town.Start(provider);
        var keys = new List<(string Whose, string Key)>();
        foreach (var role in Enum.GetValues<Role>())
        {
            var holder = await town.Holder(role, Ways.InForce);
            var (session, token) = (await town.Site.SessionOf(holder.PersonId!.Value), await town.Site.TokenOf(holder.PersonId.Value));
            var id = (await town.Site.Get("/api/v1/tokens", session)).Items.Max(each => (long)each!["id"]!);
            (await town.Site.Post($"/api/v1/tokens/{id}/revoke", session)).Is(HttpStatusCode.OK);
            (await town.Site.Post("/api/v1/sign-out", session)).Is(HttpStatusCode.OK);
            keys.AddRange([($"{role}'s session", session), ($"{role}'s token", token)]);
        }

        var before = town.Things();
        foreach (var call in town.Calls())
        {
            foreach (var (whose, key) in keys)
            {
                var answer = await town.Site.Send(call.Method, town.Made.Path(call), key, town.Made.Body(call), ("If-Match", "\"1\""));
                Assert.True(answer.Status == HttpStatusCode.Unauthorized, $"{whose} {call}: {answer.Status} {answer.Text}");
            }
        }

        town.HasOnly(before);
    }
}

/// <summary>And of the old place, by the office in the new one.</summary>
public sealed class MovedOfficeTests
{
    [Theory, Databases]
    public async Task Who_moved_gets_nothing_of_the_old_place_by_the_new_office(Provider provider)
    {
        await using var town = await Town.Start(provider);
        var shown = new StringBuilder();
        foreach (var role in Enum.GetValues<Role>().Except([Role.BannerOffice]))
        {
            var holder = await town.Holder(role, Ways.Moved);
            var old = await town.Site.SessionOf(holder.PersonId!.Value);
            foreach (var call in town.Calls().Where(call => call.Method == HttpMethod.Get))
            {
                shown.Append((await town.Site.Get(town.Made.Path(call), old)).Text);
            }

            await town.End(holder, Ways.Moved);
            var before = town.Things();
            foreach (var call in town.Calls())
            {
                // Signing out ends the session that asks.
                var key = await town.Site.SessionOf(holder.PersonId.Value);
                var answer = await town.Site.Send(call.Method, town.Made.Path(call), key, town.Made.Body(call), ("If-Match", "\"1\""));
                var isOthers = !Desk.Things.IsOwn(call) && !Desk.Things.IsShared(call) && (call.Route.Contains('{', StringComparison.Ordinal) || call.Method != HttpMethod.Get);
                Assert.True(!isOthers || (int)answer.Status is >= 400 and < 500, $"{role} {call}: {answer.Status} {answer.Text}");
                Assert.All(town.Secrets, secret => Assert.DoesNotContain(secret, answer.Text, StringComparison.Ordinal));
            }

            town.HasOnly(before);
        }

        // What must not be read later on was read before, or this proves nothing.
        Assert.All(town.Secrets, secret => Assert.Contains(secret, shown.ToString(), StringComparison.Ordinal));
    }
}
