using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Papers;

/// <summary>单位信: the member's own yes, facts only, five working days, the secretary's signature, the member's hands.</summary>
public sealed class LetterTests
{
    [Theory, Databases]
    public async Task The_letter_states_facts_to_the_unit_the_member_agreed_to(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await Worker(stage, "王小明");

        var (letter, facts) = (await Request(stage, member)).Value;

        Assert.Equal(("供电公司", "王小明", 120L), (facts.Unit, facts.Name, facts.Minutes));
        Assert.Equal(PaperState.Drafted, letter.State);
        Assert.Equal(1, Consents(stage, member));
        Assert.Equal(PaperRefusal.PaperUnitMissing, (await stage.World.As(member, tx => PaperDrafting.Request(
            tx, new PaperRequest(PaperKind.UnitLetter, stage.World.Helan, UnitId: stage.World.Banner)))).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task Only_those_who_run_the_community_see_it_and_only_once_the_member_has_read_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await Worker(stage, "王小明");
        var letter = (await Request(stage, member)).Value.Paper;

        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Secretary, tx => Letters.Sign(tx, letter.Id))).Refusal?.Code);
        Assert.Empty(await world.As(world.Secretary, tx => Letters.ToSign(tx)));
        Assert.Equal(PaperRefusal.PaperNotOpen, (await world.As(member, tx => Letters.Take(tx, letter.Id))).Refusal?.Code);
        await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);

        Assert.Equal(RefusalCode.NotFound, (await world.As(world.OtherSecretary, tx => Letters.Sign(tx, letter.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Liaison, tx => Letters.Sign(tx, letter.Id))).Refusal?.Code);
        Assert.Empty(await world.As(world.OtherSecretary, tx => Letters.ToSign(tx)));
        Assert.Empty(await world.As(world.Liaison, tx => Letters.ToSign(tx)));
        Assert.Single(await world.As(world.Secretary, tx => Letters.ToSign(tx)));

        var signed = (await world.As(world.Secretary, tx => Letters.Sign(tx, letter.Id))).Value;
        Assert.Equal((PaperState.Signed, world.Secretary), (signed.State, signed.IssuedBy));
        Assert.Equal(PaperVerdict.Unknown, stage.Check(signed.Number!).Verdict);
        Assert.Equal(RefusalCode.NotFound, (await world.As(world.Secretary, tx => Letters.Take(tx, letter.Id))).Refusal?.Code);

        var taken = (await world.As(member, tx => Letters.Take(tx, letter.Id))).Value;
        Assert.Equal(signed.Number, taken.Facts.Number);
        Assert.Equal(PaperVerdict.Genuine, stage.Check(signed.Number!).Verdict);
        Assert.DoesNotContain(stage.Letters(world.Liaison), letter => letter.Text.Contains("王小明", StringComparison.Ordinal));
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task At_the_desk_it_is_read_sent_back_and_signed_and_another_role_of_the_same_person_sees_none(Provider provider)
    {
        await using var site = await Desk.DeskSite.Start(provider);
        var world = site.World;
        var member = await world.Member("王小明");
        await site.Database.Db.Write(tx => Staff.Appoint(tx, world.Secretary, Role.UnitLiaison, world.Unit, tx.Now, until: null).Value);
        await Service.Served(world, site.Database.Clock, member, Service.Saturday);
        await site.Database.Db.Write(tx => Roster.Bind(tx, Roster.Add(tx, world.Unit, "王小明", phone: null), member));
        var letter = await world.As(member, tx => PaperDrafting.Request(tx, new PaperRequest(PaperKind.UnitLetter, world.Helan, UnitId: world.Unit)).Value.Paper);
        await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);

        var secretary = await site.TokenOf(world.Secretary);
        var shown = (await site.Get("/api/v1/letters", secretary)).Is(System.Net.HttpStatusCode.OK).Items;
        Assert.Equal("王小明 供电公司 120", $"{shown[0]!["memberName"]} {shown[0]!["unitName"]} {shown[0]!["minutes"]}");
        Assert.Empty((await site.Get("/api/v1/letters", await site.TokenOf(world.Secretary, Role.UnitLiaison))).Items);

        (await site.Post($"/api/v1/letters/{letter.Id}/return", secretary, new { reason = "再核对一下时间" })).Is(System.Net.HttpStatusCode.OK);
        await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);
        var signed = (await site.Post($"/api/v1/letters/{letter.Id}/sign", secretary)).Is(System.Net.HttpStatusCode.OK).Json;
        Assert.Equal("Signed", (string?)signed["state"]);
        await world.As(member, tx => Letters.Take(tx, letter.Id).Value);
        var ended = (await site.Post("/api/v1/papers/void", secretary, new { number = signed["number"], reason = "时长写错了" })).Is(System.Net.HttpStatusCode.OK);
        Assert.Equal("Revoked", (string?)ended.Json["state"]);
    }

    [Theory, Databases]
    public async Task After_five_working_days_without_a_correction_it_goes_to_the_secretary(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await Worker(stage, "王小明");
        var letter = (await Request(stage, member)).Value.Paper;
        var due = letter.PreviewUntil!.Value;
        Assert.Equal(new DateTimeOffset(2026, 12, 4, 12, 0, 0, TimeSpan.FromHours(8)), due);

        await stage.MoveTo(due.AddMinutes(-1));
        Assert.Empty(await stage.World.As(stage.World.Secretary, tx => Letters.ToSign(tx)));
        await stage.MoveTo(due);

        Assert.Single(await stage.World.As(stage.World.Secretary, tx => Letters.ToSign(tx)));
        Assert.Single(stage.Letters(stage.World.Secretary), letter => letter.Text.Contains("单位信等你签", StringComparison.Ordinal));
    }

    [Theory, Databases]
    public async Task Until_it_is_taken_the_member_can_revoke_it_in_every_state(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await Worker(stage, "王小明");

        foreach (var until in new[] { PaperState.Drafted, PaperState.Previewed, PaperState.Signed })
        {
            var letter = (await Request(stage, member)).Value.Paper;
            if (until != PaperState.Drafted)
            {
                await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);
            }

            if (until == PaperState.Signed)
            {
                await world.As(world.Secretary, tx => Letters.Sign(tx, letter.Id).Value);
            }

            Assert.Equal(PaperState.Revoked, (await world.As(member, tx => PaperRevoking.Revoke(tx, letter.Id))).Value.State);
            Assert.Equal(0, Consents(stage, member));
            Assert.Equal(PaperRefusal.PaperNotOpen, (await world.As(member, tx => Letters.Take(tx, letter.Id))).Refusal?.Code);
            Assert.Equal(RefusalCode.NotFound, (await world.As(world.Secretary, tx => Letters.Sign(tx, letter.Id))).Refusal?.Code);
        }

        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM paper WHERE facts IS NOT NULL")));
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task Signing_and_revoking_at_once_end_in_one_of_the_two(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var members = new List<long>();
        for (var i = 0; i < 6; i++)
        {
            members.Add(await Worker(stage, $"成员{i}", Service.Saturday.AddDays(i * 7)));
        }

        foreach (var member in members)
        {
            var letter = (await Request(stage, member)).Value.Paper;
            await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);

            await Task.WhenAll(
                world.As(world.Secretary, tx => Letters.Sign(tx, letter.Id).Ok),
                world.As(member, tx => PaperRevoking.Revoke(tx, letter.Id).Ok),
                world.As(world.BannerOffice, tx => Letters.Sign(tx, letter.Id).Ok));
        }

        Assert.Equal(
            ["Revoked"],
            stage.Database.Db.Read(tx => tx.All<string>("SELECT DISTINCT state FROM paper")));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM paper WHERE facts IS NOT NULL")));
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task Nobody_signs_their_own_letter(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var deputy = await Worker(stage, "副书记");
        await world.As(world.BannerOffice, tx => Staff.Appoint(tx, deputy, Role.Deputy, world.Helan, tx.Now, until: null).Value);
        var letter = (await Request(stage, deputy)).Value.Paper;
        await world.As(deputy, tx => Letters.Agree(tx, letter.Id).Value);

        Assert.Equal(PaperRefusal.OwnPaper, (await world.As(deputy, tx => Letters.Sign(tx, letter.Id))).Refusal?.Code);
        Assert.Empty(await world.As(deputy, tx => Letters.ToSign(tx)));
        Assert.Single(await world.As(world.Secretary, tx => Letters.ToSign(tx)));
    }

    [Theory, Databases]
    public async Task Where_the_holder_alone_runs_the_community_the_office_above_is_asked(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var deputy = await Worker(stage, "副书记");
        await world.As(world.BannerOffice, tx =>
        {
            Staff.Appoint(tx, deputy, Role.Deputy, world.Helan, tx.Now, until: null);
            return Staff.Dismiss(tx, tx.First<long>("SELECT id FROM staff_role WHERE person_id = @Secretary", new { world.Secretary })).Value;
        });
        var letter = (await Request(stage, deputy)).Value.Paper;
        await world.As(deputy, tx => Letters.Agree(tx, letter.Id).Value);

        Assert.Empty(await world.As(world.Secretary, tx => Letters.ToSign(tx)));
        Assert.Single(await world.As(world.BannerOffice, tx => Letters.ToSign(tx)));
        Assert.Equal(PaperState.Signed, (await world.As(world.BannerOffice, tx => Letters.Sign(tx, letter.Id))).Value.State);
    }

    [Theory, Databases]
    public async Task Records_that_changed_since_the_member_read_it_send_it_back_instead_of_being_signed(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var member = await world.Member("王小明");
        var task = await stage.Served(member, Service.Saturday);
        await stage.Enrol(member);
        var letter = (await Request(stage, member)).Value.Paper;
        await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);
        await stage.Correct(member, task.Id, minutes: 90);

        Assert.Equal(PaperState.Drafted, (await world.As(world.Secretary, tx => Letters.Sign(tx, letter.Id))).Value.State);
        Assert.Contains(stage.Letters(member), each => each.Text.Contains("记录刚有变动", StringComparison.Ordinal));
        Assert.Equal(90, (await world.As(member, tx => PaperIssuing.OpenOwn(tx, letter.Id))).Value.Facts.Minutes);
        await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);
        Assert.Equal(PaperState.Signed, (await world.As(world.Secretary, tx => Letters.Sign(tx, letter.Id))).Value.State);
    }

    [Theory, Databases]
    public async Task Who_leaves_or_is_erased_has_no_letter_under_way(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var leaver = await Worker(stage, "王小明");
        var erased = await Worker(stage, "李小红", Service.Saturday.AddDays(7));
        foreach (var member in new[] { leaver, erased })
        {
            var letter = (await Request(stage, member)).Value.Paper;
            await world.As(member, tx => Letters.Agree(tx, letter.Id).Value);
        }

        await world.As(leaver, tx => ChatGov.Registrations.RegistrationEndings.Leave(tx).Value);
        await world.As(erased, tx => Erasing.Erase(tx).Value);

        Assert.Empty(await world.As(world.Secretary, tx => Letters.ToSign(tx)));
        Assert.Equal((0, 0), (Consents(stage, leaver), Consents(stage, erased)));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM paper WHERE facts IS NOT NULL")));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE kind LIKE 'paper.%' AND state = 'Waiting'")));
    }

    [Theory, Databases]
    public async Task A_year_without_a_calendar_gives_no_date_and_loses_no_letter(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await Worker(stage, "王小明", new DateTimeOffset(2027, 12, 30, 9, 0, 0, TimeSpan.FromHours(8)));

        var letter = (await Request(stage, member)).Value.Paper;
        Assert.Null(letter.PreviewUntil);
        await stage.MoveTo(letter.RequestedAt.AddDays(3));

        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE kind = 'paper.calendar_missing' AND state = 'Waiting'")));
        await stage.World.As(member, tx => Letters.Agree(tx, letter.Id).Value);
        Assert.Single(await stage.World.As(stage.World.Secretary, tx => Letters.ToSign(tx)));
    }

    private static async Task<long> Worker(Stage stage, string name, DateTimeOffset? servedAt = null)
    {
        var member = await stage.World.Member(name);
        await stage.Served(member, servedAt ?? Service.Saturday);
        await stage.Enrol(member);
        return member;
    }

    private static Task<Outcome<PaperWithFacts>> Request(Stage stage, long member) => stage.World.As(member, tx =>
        PaperDrafting.Request(tx, new PaperRequest(PaperKind.UnitLetter, stage.World.Helan, UnitId: stage.World.Unit)));

    private static long Consents(Stage stage, long member) => stage.Database.Db.Read(tx => tx.Count(
        "SELECT COUNT(*) FROM consent WHERE person_id = @member AND scope = 'UnitLetter' AND withdrawn_at IS NULL", new { member }));
}
