using System.Net;
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
        var sessions = (await site.Get("/api/v1/sessions", other)).Is(HttpStatusCode.OK).Json.AsArray();
        Assert.Equal([(true, "fake"), (false, "fake")], sessions.Select(each => ((bool)each!["isThis"]!, (string)each["channel"]!)));
        var foreign = (long)sessions[1]!["id"]!;
        (await site.Post($"/api/v1/tokens/{foreign}/revoke", other)).IsProblem(HttpStatusCode.NotFound);
        (await site.Post($"/api/v1/sessions/{(long)made["token"]!["id"]!}/end", other)).IsProblem(HttpStatusCode.NotFound);
        (await site.Post($"/api/v1/sessions/{foreign}/end", await site.TokenOf(site.World.OtherSecretary))).IsProblem(HttpStatusCode.NotFound);
        Assert.NotNull((await site.Post($"/api/v1/sessions/{foreign}/end", other)).Is(HttpStatusCode.OK).Json["revokedAt"]);

        foreach (var ended in new[] { session, token })
        {
            (await site.Get("/api/v1/me", ended)).IsProblem(HttpStatusCode.Unauthorized, "TokenMissingOrWrong");
        }

        (await site.Get(calendar, null)).IsProblem(HttpStatusCode.NotFound);
        (await site.Get("/api/v1/me", other)).Is(HttpStatusCode.OK);
        Assert.NotNull((await site.Get("/api/v1/sessions", other)).Json[1]!["revokedAt"]);
    }

    [Theory, Databases]
    public async Task What_a_token_made_before_tokens_made_none_ends_with_it(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var (parent, child) = (await site.TokenOf(site.World.Secretary), await site.TokenOf(site.World.Secretary));
        var ids = (await site.Get("/api/v1/tokens", parent)).Json.AsArray().Select(each => (long)each!["id"]!).Order().ToList();
        await site.Database.Db.Write(tx => tx.Run("UPDATE api_token SET parent_id = @parent WHERE id = @child", new { parent = ids[0], child = ids[1] }));

        (await site.Post($"/api/v1/tokens/{ids[0]}/revoke", child)).Is(HttpStatusCode.OK);

        (await site.Get("/api/v1/me", child)).IsProblem(HttpStatusCode.Unauthorized);
    }
}
