using ChatGov.Access;
using ChatGov.Calendars;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>
/// A way into the desk is made, and another program ends all of them at that moment: whichever is first, nothing is open in the end.
/// </summary>
public sealed class EndingRaceTests
{
    private static readonly Dictionary<string, Action<Tx, Given>> Makers = new(StringComparer.Ordinal)
    {
        ["token"] = (tx, given) => ApiTokens.Create(tx.As(given.Session), new NewToken("名单", given.Office, null, 30)),
        ["calendar"] = (tx, given) => CalendarFeeds.Create(tx.As(given.Session), "手机"),
        ["calendar by a token"] = (tx, given) => CalendarFeeds.Create(tx.As(given.Token), "手机"),
        ["session"] = (tx, given) => SigningIn.Begin(tx, given.Link),
    };

    private static readonly Dictionary<string, Action<Tx, Given>> Ends = new(StringComparer.Ordinal)
    {
        ["everywhere"] = (tx, given) => Assert.True(SigningOut.Everywhere(given.Acts(tx)).Ok),
        ["at the desk"] = (tx, given) => Assert.True(ApiTokens.Revoke(given.Acts(tx), given.Session.Grant!.TokenId, ApiTokenKind.Session).Ok),
        ["unlinked"] = (tx, given) => Assert.True(ChatLinking.Unlink(given.Acts(tx), given.Kept, given.Account).Ok),
        ["erased"] = (tx, given) => Assert.True(Erasing.Erase(given.Acts(tx)).Ok),
    };

    public static TheoryData<string, string, bool, Provider> Each
    {
        get
        {
            var all = new TheoryData<string, string, bool, Provider>();
            foreach (var (maker, end, isMadeFirst, provider) in
                from maker in Makers.Keys
                from end in Ends.Keys
                where (maker, end) is not ("session", "at the desk")
                from isMadeFirst in new[] { true, false }
                from provider in new DatabasesAttribute().GetData(null!)
                select (maker, end, isMadeFirst, (Provider)provider[0]))
            {
                all.Add(maker, end, isMadeFirst, provider);
            }

            return all;
        }
    }

    [Theory, MemberData(nameof(Each))]
    public async Task Nothing_that_is_made_at_that_moment_outlives_the_end(string maker, string end, bool isMadeFirst, Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var given = await Prepare(database.Db);
        await using var other = database.OpenAgain();
        var (first, second) = isMadeFirst ? (Makers[maker], Ends[end]) : (Ends[end], Makers[maker]);

        var meanwhile = Task.CompletedTask;
        await database.Db.Write(tx =>
        {
            first(tx, given);
            meanwhile = Task.Run(() => other.Write(beside => second(beside, given)));

            TestDatabase.UntilWaitedFor(tx, meanwhile);
        });
        await meanwhile;

        Assert.Equal(
            0, database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM api_token WHERE person_id = @Person AND revoked_at IS NULL", new { given.Person })));
    }

    private static async Task<Given> Prepare(Db db)
    {
        var world = await World.Create(db);
        var kept = db.Read(tx => tx.First<string>("SELECT user_id FROM chat_identity WHERE person_id = @Secretary", new { world.Secretary }))!;
        var account = new ChatOwner("wecom", "wx1", "wx1");
        var office = db.Read(tx => Appointments.OfPerson(tx, world.Secretary))[0].Id;
        await db.Write(tx => World.Bind(tx, account.Channel, account.UserId, world.Secretary));
        Task<string> Link() => world.As(world.Secretary, tx => SigningIn.Link(tx, office, account).Value);
        Actor Of(string secret) => db.Read(tx => Entering.By(tx, secret)).Actor;

        var link = await Link();
        var session = Of(await db.Write(tx => SigningIn.Begin(tx, link).Value.Secret));
        var token = Of(await db.Write(tx => ApiTokens.Create(tx.As(session), new NewToken("名单", office, null, 30)).Value.Secret));
        return new Given
        {
            Person = world.Secretary,
            Office = office,
            Kept = new ChatOwner("fake", kept, kept),
            Account = db.Read(tx => tx.First<long>("SELECT id FROM chat_identity WHERE channel = 'wecom' AND user_id = 'wx1'")),
            Session = session,
            Token = token,
            Link = await Link(),
        };
    }

    /// <summary>A secretary with two messengers, who signed in from one of them.</summary>
    private sealed record Given
    {
        public required long Person { get; init; }

        public required long Office { get; init; }

        public required ChatOwner Kept { get; init; }

        public required long Account { get; init; }

        public required Actor Session { get; init; }

        public required Actor Token { get; init; }

        public required string Link { get; init; }

        public Tx Acts(Tx tx) => tx.As(Actor.Person(Person));
    }
}
