using System.Net;
using ChatGov.Access;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>Tokens and browsers: who makes them, and what ends with what.</summary>
public sealed class TokenTests
{
    [Theory, Databases]
    public async Task A_token_makes_no_tokens_and_a_session_that_is_ended_takes_along_what_was_made_in_it(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var session = await site.SessionOf(site.World.Secretary);
        var role = (long)(await site.Get("/api/v1/me", session)).Json["appointments"]![0]!["id"]!;
        var made = (await site.Post("/api/v1/tokens", session, new { name = "每周名单", staffRoleId = role })).Is(HttpStatusCode.Created).Json;
        var token = (string)made["secret"]!;
        var calendar = new Uri((string)(await site.Post("/api/v1/calendars", token, new { name = "手机" })).Is(HttpStatusCode.Created).Json["url"]!).AbsolutePath;

        (await site.Post("/api/v1/tokens", token, new { name = "孩子", staffRoleId = role, days = 366 })).IsProblem(HttpStatusCode.Forbidden, "TokenMakesTokens");
        (await site.Get(calendar, null)).Is(HttpStatusCode.OK);

        var other = await site.SessionOf(site.World.Secretary);
        var sessions = (await site.Get("/api/v1/sessions", other)).Is(HttpStatusCode.OK).Items;
        Assert.Equal([(true, "fake"), (false, "fake")], sessions.Select(each => ((bool)each!["isThis"]!, (string)each["channel"]!)));
        var foreign = (long)sessions[1]!["id"]!;
        (await site.Post($"/api/v1/tokens/{foreign}/revoke", other)).IsProblem(HttpStatusCode.NotFound);
        (await site.Post($"/api/v1/sessions/{(long)made["id"]!}/end", other)).IsProblem(HttpStatusCode.NotFound);
        (await site.Post($"/api/v1/sessions/{foreign}/end", await site.TokenOf(site.World.OtherSecretary))).IsProblem(HttpStatusCode.NotFound);
        Assert.NotNull((await site.Post($"/api/v1/sessions/{foreign}/end", other)).Is(HttpStatusCode.OK).Json["revokedAt"]);

        foreach (var ended in new[] { session, token })
        {
            (await site.Get("/api/v1/me", ended)).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
        }

        (await site.Get(calendar, null)).IsProblem(HttpStatusCode.NotFound);
        (await site.Get("/api/v1/me", other)).Is(HttpStatusCode.OK);
        Assert.NotNull((await site.Get("/api/v1/sessions", other)).Items[1]!["revokedAt"]);
    }

    /// <summary>Every way in which a browser's session ends for good, against all that was made with it. A key that goes is in <see cref="Data.RekeyingTests"/>.</summary>
    private static readonly Dictionary<string, Func<DeskSite, string, Task>> Ends = new(StringComparer.Ordinal)
    {
        ["at the desk"] = async (site, session) =>
        {
            var other = await site.SessionOf(site.World.Secretary, "fake");
            var id = site.Database.Db.Read(tx => Entering.By(tx, session)).Actor.Grant!.TokenId;
            (await site.Post($"/api/v1/sessions/{id}/end", other)).Is(HttpStatusCode.OK);
        },
        ["after its browser signed out"] = async (site, session) =>
        {
            await site.Database.Db.Write(tx => SigningIn.End(tx.As(Entering.By(tx, session).Actor)).Value);
            await Says(site, "下线", "1");
        },
        ["everywhere"] = (site, _) => Says(site, "下线", "1"),
        ["unlinked"] = (site, _) => Says(site, "解除关联", "1"),
        ["account of another"] = (site, _) => site.Database.Db.Write(tx =>
        {
            Departures.Note(tx, "wecom", "wx1");
            Assert.True(Proving.BeginAnew(tx, new ChatOwner("wecom", "wx1", "wx1")).Ok);
        }),
        ["erased"] = (site, _) => site.World.As(site.World.Secretary, tx => Erasing.Erase(tx).Value),
    };

    public static TheoryData<string, Provider> EachEnd
    {
        get
        {
            var all = new TheoryData<string, Provider>();
            foreach (var (end, provider) in Ends.Keys.SelectMany(end => new DatabasesAttribute().GetData(null!).Select(each => (end, (Provider)each[0]))))
            {
                all.Add(end, provider);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(EachEnd))]
    public async Task However_a_session_ends_what_was_made_with_it_ends_too(string end, Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        await site.Database.Db.Write(tx => World.Bind(tx, "wecom", "wx1", site.World.Secretary));
        var session = await site.SessionOf(site.World.Secretary, "wecom");
        var role = (long)(await site.Get("/api/v1/me", session)).Json["appointments"]![0]!["id"]!;
        var token = (string)(await site.Post("/api/v1/tokens", session, new { name = "名单", staffRoleId = role })).Is(HttpStatusCode.Created).Json["secret"]!;
        var calendars = new List<string>();
        foreach (var maker in new[] { session, token })
        {
            calendars.Add(new Uri((string)(await site.Post("/api/v1/calendars", maker, new { name = "手机" })).Is(HttpStatusCode.Created).Json["url"]!).AbsolutePath);
        }

        await Ends[end](site, session);

        (await site.Get("/api/v1/me", session)).IsProblem(HttpStatusCode.Unauthorized);
        (await site.Get("/api/v1/me", token)).IsProblem(HttpStatusCode.Unauthorized);
        foreach (var calendar in calendars)
        {
            (await site.Get(calendar, null)).IsProblem(HttpStatusCode.NotFound);
        }
    }

    /// <summary>From the other end: nothing ends a token but what takes along the others, and whoever leaves their own browser.</summary>
    [Fact]
    public void Nothing_else_ends_one()
    {
        var ends = Project.Sources().Where(file => file.Text.Contains("SET revoked_at", StringComparison.Ordinal)).Select(file => Path.GetFileName(file.Path));
        Assert.Equal(["ApiTokens.cs", "SigningIn.cs"], ends.Order(StringComparer.Ordinal));
    }

    private static async Task Says(DeskSite site, params string[] words)
    {
        await using var bot = new TestBot(site.Database.Db);
        foreach (var each in words)
        {
            await bot.Ask("secretary", each);
        }
    }

    [Theory, Databases]
    public async Task What_a_token_made_before_tokens_made_none_ends_with_it(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (parent, child) = (await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.Secretary));
        var ids = (await site.Get("/api/v1/tokens", parent)).Items.Select(each => (long)each!["id"]!).Order().ToList();
        await site.Database.Db.Write(tx => tx.Run("UPDATE api_token SET parent_id = @parent WHERE id = @child", new { parent = ids[0], child = ids[1] }));

        (await site.Post($"/api/v1/tokens/{ids[0]}/revoke", child)).Is(HttpStatusCode.OK);

        (await site.Get("/api/v1/me", child)).IsProblem(HttpStatusCode.Unauthorized);
    }
}
