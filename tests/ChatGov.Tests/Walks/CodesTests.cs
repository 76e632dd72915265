using System.Net;
using System.Text.RegularExpressions;
using ChatGov.Access;
using ChatGov.Care;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>
/// Every kind of code, by the front door: the next ends the one before, whoever may issue it sees and takes it back, and who guesses
/// locks out nobody but themselves. A kind that is not described here fails.
/// </summary>
public sealed class CodesTests
{
    [Theory, Databases]
    public async Task Of_every_kind_the_next_ends_the_one_before_and_an_open_one_can_be_taken_back(Provider provider)
    {
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            await using var stage = await CodeStage.Start(provider);
            var first = await stage.Issue(kind);
            var second = await stage.Issue(kind);
            Assert.False(await stage.Works(kind, first), $"{kind}: the first of two");

            var open = Assert.Single((await stage.Site.Get($"/api/v1/codes?kind={kind}", await stage.Issuer(kind))).Is(HttpStatusCode.OK).Json["items"]!.AsArray());
            Assert.Equal(kind.ToString(), (string)open!["kind"]!);
            Assert.DoesNotContain(Plain(second), Plain(open.ToJsonString()), StringComparison.Ordinal);
            var revoke = $"/api/v1/codes/{(long)open["id"]!}/revoke";
            (await stage.Site.Post(revoke, await stage.Site.TokenOf(stage.Site.World.OtherSecretary))).IsProblem(HttpStatusCode.NotFound);
            (await stage.Site.Post(revoke, await stage.Issuer(kind))).Is(HttpStatusCode.OK);
            Assert.False(await stage.Works(kind, second), $"{kind}: taken back");
            Assert.Empty((await stage.Site.Get($"/api/v1/codes?kind={kind}", await stage.Issuer(kind))).Json["items"]!.AsArray());

            Assert.True(await stage.Works(kind, await stage.Issue(kind)), $"{kind}: the third");
            Invariants.Hold(stage.Site.Database.Db);
        }
    }

    [Theory, Databases]
    public async Task Of_every_kind_who_guesses_with_half_of_it_locks_out_nobody_else(Provider provider)
    {
        foreach (var kind in Enum.GetValues<CodeKind>())
        {
            await using var stage = await CodeStage.Start(provider);
            var code = await stage.Issue(kind);
            for (var i = 0; i < 8; i++)
            {
                Assert.False(await stage.Guess(kind, code[..^6] + "zzzzzz"), $"{kind}: a guess");
            }

            Assert.True(await stage.Works(kind, code), $"{kind}: the owner after the guesses");
        }
    }

    private static string Plain(string text) => text.Replace("-", "", StringComparison.Ordinal).ToLowerInvariant();
}

/// <summary>A small banner with one of each thing that codes are made for, and whom each code is meant for.</summary>
internal sealed partial class CodeStage : IAsyncDisposable
{
    private const string Giver = "王小明";
    private readonly FakeChannel _wecom = new() { Name = "wecom" };
    private readonly TestBot _bot;
    private readonly Dictionary<CodeKind, string> _issuers = [];
    private long _appointment;
    private long _row;
    private long _plan;
    private long _claimed;
    private long _open;

    private CodeStage(DeskSite site)
    {
        Site = site;
        _bot = new TestBot(site.Database.Db, channels: [new FakeChannel(), _wecom]);
    }

    public DeskSite Site { get; }

    public static async Task<CodeStage> Start(Provider provider)
    {
        var stage = new CodeStage(await DeskSite.Start(provider));
        await stage.Fill();
        return stage;
    }

    /// <summary>A token of whoever issues the kind.</summary>
    public async Task<string> Issuer(CodeKind kind) => _issuers.TryGetValue(kind, out var token) ? token : _issuers[kind] = await Site.TokenOf(await IssuerOf(kind));

    public async Task<string> Issue(CodeKind kind) => kind switch
    {
        CodeKind.BindChat => (string)(await Site.Post($"/api/v1/staff/{_appointment}/binding-codes", await Issuer(kind))).Is(HttpStatusCode.Created).Json["code"]!,
        CodeKind.SignIn => Link().Match(await _bot.Ask("secretary", "登录")).Groups[1].Value,
        CodeKind.Invite => (string)(await Site.Post($"/api/v1/units/{Site.World.Unit}/roster/{_row}/invite-codes", await Issuer(kind))).Is(HttpStatusCode.Created).Json["code"]!,
        CodeKind.LinkChat => Linking().Match(await _bot.Ask("secretary", "关联")).Value,
        CodeKind.StandIn => Place().Match(await _bot.Ask(Giver, $"找人替{_claimed}")).Value,
        CodeKind.Companion => Place().Match(await _bot.Ask(Giver, $"同去 {_open}")).Value,
        CodeKind.CareAsking => (string)(await Site.Post($"/api/v1/care-plans/{_plan}/asking-codes", await Issuer(kind))).Is(HttpStatusCode.Created).Json["code"]!,
        _ => throw new InvalidOperationException($"{kind}: say here how it is issued"),
    };

    /// <summary>Tried by whom it is meant for.</summary>
    public Task<bool> Works(CodeKind kind, string code) => Try(kind, code, "meant");

    public Task<bool> Guess(CodeKind kind, string code) => Try(kind, code, "rival");

    public async ValueTask DisposeAsync()
    {
        await _bot.DisposeAsync();
        await Site.DisposeAsync();
    }

    private async Task<bool> Try(CodeKind kind, string code, string who) => kind switch
    {
        CodeKind.BindChat => Has(await _bot.Ask(who, $"绑定 {code}"), "你现在是"),
        CodeKind.SignIn => (await Site.Post("/sign-in/" + code, null)).Status == HttpStatusCode.Found,
        CodeKind.Invite => await Register("new " + who, code),
        CodeKind.LinkChat => Has(await _bot.Ask(_wecom, who, $"关联 {code}"), "关联好了"),
        CodeKind.StandIn => Has(await _bot.Ask(who, $"替 {code}"), "2 号"),
        CodeKind.Companion => Has(await _bot.Ask(who, $"同去 {code}"), "2 号"),
        CodeKind.CareAsking => Has(await _bot.Ask(who, $"谁看过 {code}"), "没有人看过"),
        _ => throw new InvalidOperationException($"{kind}: say here how it is used"),
    };

    private async Task<bool> Register(string who, string code)
    {
        await _bot.Ask(who, "取消");
        await _bot.Ask(who, "报到 " + code);
        await _bot.Ask(who, "园林");
        return Has(await _bot.Ask(who, "1"), "报到好了");
    }

    private async Task<long> IssuerOf(CodeKind kind) => kind switch
    {
        CodeKind.BindChat => Site.World.BannerOffice,
        CodeKind.Invite => Site.World.Liaison,
        CodeKind.SignIn or CodeKind.LinkChat or CodeKind.CareAsking => Site.World.Secretary,
        _ => await Site.Database.Db.Write(tx => tx.First<long>("SELECT id FROM person WHERE name = @Giver", new { Giver })),
    };

    private async Task Fill()
    {
        var (world, db) = (Site.World, Site.Database.Db);
        var at = Site.Database.Clock.GetUtcNow().AddDays(3);
        (_claimed, _open) = ((await world.Publish(world.Draft(at, places: 1))).Id, (await world.Publish(world.Draft(at.AddDays(2)))).Id);
        foreach (var friend in new[] { "meant", "rival" })
        {
            await world.Member(friend);
            await world.Person("new " + friend);
        }

        // Who hands places on has a desk as well, to see there what they have handed on.
        var giver = await world.Member(Giver);
        await db.Write(tx => Staff.Appoint(tx, giver, Role.GridWorker, world.Helan, tx.Now, until: null).Value);
        await _bot.Ask(Giver, $"认领{_claimed}");
        _appointment = (await world.As(world.BannerOffice, tx => Staff.Appoint(tx, new NewAppointment("新副书记", null, Role.Deputy, world.Helan, null, null)).Value)).Id;
        _row = await db.Write(tx => Roster.Add(tx, world.Unit, "李小红", phone: null));
        _plan = await world.As(world.Secretary, tx => CarePlanning.Draft(tx, world.Helan, new CareDetails { Name = "赵大娘", Door = "3号楼501" }).Value.Id);
    }

    private static bool Has(string answer, string words) => answer.Contains(words, StringComparison.Ordinal);

    [GeneratedRegex("/sign-in/([a-z0-9]+)", RegexOptions.NonBacktracking)]
    private static partial Regex Link();

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{6}", RegexOptions.NonBacktracking)]
    private static partial Regex Linking();

    [GeneratedRegex("[A-Z2-9]{4}-[A-Z2-9]{4}", RegexOptions.NonBacktracking)]
    private static partial Regex Place();
}
