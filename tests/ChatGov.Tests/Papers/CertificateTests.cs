using ChatGov.Data;
using ChatGov.Papers;
using ChatGov.Papers.Printing;
using ChatGov.People;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Papers;

/// <summary>志愿服务记录证明: previewed, issued at once, checked by anybody, true to the records.</summary>
public sealed class CertificateTests
{
    [Theory, Databases]
    public async Task What_is_printed_comes_from_the_records_and_from_nothing_else(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var wrong = await stage.Served(member, Service.Saturday.AddDays(1), hours: 3, title: "教老人用手机");
        await stage.Served(member, Service.Saturday.AddDays(7), orgId: stage.World.Garden);
        await stage.Correct(member, wrong.Id, minutes: 95);

        var (paper, facts) = await stage.Issued(member);

        Assert.Equal(
            [(new DateOnly(2026, 11, 28), "清扫公园沙尘", "贺兰社区", 120L), (new DateOnly(2026, 11, 29), "教老人用手机", "贺兰社区", 95L)],
            facts.Lines.Select(line => (line.Day, line.Task, line.Community, line.Minutes)));
        Assert.Equal(("王小明", "测试旗东街道贺兰社区", 215L), (facts.Name, facts.Issuer, facts.Minutes));
        Assert.Equal(PaperState.Delivered, paper.State);
        Assert.Equal("园林社区", Assert.Single((await stage.Issued(member, stage.World.Garden)).Facts.Lines).Community);
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task A_task_whose_hours_were_taken_back_is_not_listed(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var task = await stage.Served(member, Service.Saturday);
        await stage.Correct(member, task.Id, minutes: 0);

        Assert.Empty(await stage.World.As(member, PaperDrafting.SourcesOf));
        Assert.Equal(PaperRefusal.NothingServed, (await Request(stage, member)).Refusal?.Code);
    }

    [Theory, Databases]
    public async Task Two_requests_and_two_presses_at_once_give_one_number_each_paper_has_its_own(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var members = await stage.World.Members(4);
        foreach (var (member, i) in members.Select((member, i) => (member, i)))
        {
            await stage.Served(member, Service.Saturday.AddDays(i * 7));
        }

        var drafts = await Task.WhenAll(members.SelectMany(member => Enumerable.Repeat(member, 4)).Select(member => Request(stage, member)));
        Assert.Equal(4, drafts.Select(draft => draft.Value.Paper.Id).Distinct().Count());
        var issued = await Task.WhenAll(drafts.Select(draft => stage.World.As(
            draft.Value.Paper.PersonId, tx => PaperIssuing.Issue(tx, draft.Value.Paper.Id))));

        Assert.All(issued.GroupBy(each => each.Value.Paper.PersonId), each => Assert.Single(each.Select(paper => paper.Value.Facts.Number).Distinct()));
        Assert.Equal(4, issued.Select(each => each.Value.Facts.Number).Distinct().Count());
        Assert.Equal(4, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(DISTINCT number) FROM paper WHERE number IS NOT NULL")));
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task Papers_of_others_are_not_there(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var other = await stage.World.Member("李小红");
        await stage.Served(member, Service.Saturday);
        await stage.Served(other, Service.Saturday.AddDays(7));
        var draft = (await Request(stage, member)).Value.Paper;
        var issued = (await stage.Issued(member)).Paper;

        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(other, tx => PaperIssuing.Issue(tx, draft.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(other, tx => PaperIssuing.OpenOwn(tx, issued.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(other, tx => PaperRevoking.Revoke(tx, issued.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(stage.World.Secretary, tx => PaperIssuing.OpenOwn(tx, issued.Id))).Refusal?.Code);
        Assert.Equal(RefusalCode.NotFound, (await stage.World.As(stage.World.OtherSecretary, tx => PaperRevoking.DeclareVoid(tx, issued.Number!, "不对"))).Refusal?.Code);
        Assert.Empty(await stage.World.As(other, PaperIssuing.OwnPapers));

        // Somebody who shows another's number as their own: the check names whom it belongs to.
        Assert.Equal("王*", stage.Check(issued.Number!).CoveredName);
    }

    [Theory, Databases]
    public async Task Anybody_can_check_a_number_and_learns_no_more_than_the_holder_shows(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("欧阳小红");
        await stage.Served(member, Service.Saturday);
        var (_, facts) = await stage.Issued(member);

        var check = stage.Check(facts.Number);

        Assert.Equal(
            new PaperCheck(PaperVerdict.Genuine)
            {
                Number = facts.Number,
                Kind = PaperKind.Certificate,
                IssuedOn = new DateOnly(2026, 11, 28),
                Issuer = "测试旗东街道贺兰社区",
                CoveredName = "欧阳**",
                Minutes = 120,
                Lines = 1,
                Digest = facts.Digest(),
            },
            check);
        Assert.Equal(check, stage.Check($"https://example.org/check/{facts.Number}"));
        Assert.Equal(check, stage.Check(facts.Number.ToLowerInvariant().Replace("-", " ", StringComparison.Ordinal)));
    }

    [Theory, Databases]
    public async Task A_mistyped_number_is_told_apart_from_a_forged_one(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var number = (await stage.Issued(member)).Facts.Number;
        var mistyped = number[..^1] + (number[^1] == '7' ? '8' : '7');

        Assert.Equal(new PaperCheck(PaperVerdict.Mistyped), stage.Check(mistyped));
        Assert.Equal(PaperVerdict.Mistyped, stage.Check("hello").Verdict);
        var forged = PaperNumber.Draw(PaperKind.Certificate);
        Assert.Equal(new PaperCheck(PaperVerdict.Unknown) { Number = forged }, stage.Check(forged));
    }

    [Theory, Databases]
    public async Task A_changed_print_shows(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        await stage.Served(member, Service.Saturday.AddDays(1), hours: 1.5, title: "教老人用手机");
        var (_, facts) = await stage.Issued(member);
        PrintVerdict Compare(Print print) => stage.Database.Db.Read(tx => PaperChecking.Compare(tx, facts.Number, print));
        var honest = new Print("王小明", "3.5", "2026-11-28 2\n2026年11月29日 教老人用手机 1.5小时");

        Assert.Equal(PrintVerdict.Same, Compare(honest));
        Assert.Equal(PrintVerdict.Same, Compare(honest with { Name = " 王 小明 ", Hours = "3.5 小时", Lines = "" }));
        Assert.Equal(PrintVerdict.Different, Compare(honest with { Name = "王小民" }));
        Assert.Equal(PrintVerdict.Different, Compare(honest with { Hours = "35" }));
        Assert.Equal(PrintVerdict.Different, Compare(honest with { Lines = "2026-11-28 4" }));
        Assert.Equal(PrintVerdict.Different, Compare(honest with { Lines = "2026-11-28 2\n2026-11-28 2" }));
        Assert.Equal(PrintVerdict.Unreadable, Compare(honest with { Hours = "很多" }));
        Assert.Equal(PrintVerdict.Unreadable, Compare(honest with { Lines = "2026-13-45 2" }));

        // Whatever is changed, the digest printed on the paper is no longer that of what it says.
        PaperFacts[] altered =
        [
            facts with { Name = "王小民" },
            facts with { Issuer = "别处" },
            facts with { IssuedOn = facts.IssuedOn.AddDays(1) },
            facts with { Number = PaperNumber.Draw(PaperKind.Certificate) },
            facts with { VolunteerNumber = "1" },
            facts with { Lines = [facts.Lines[0]] },
            facts with { Lines = [facts.Lines[1], facts.Lines[0]] },
            facts with { Lines = [facts.Lines[0] with { Minutes = 1_200 }, facts.Lines[1]] },
            facts with { Lines = [facts.Lines[0] with { Task = "别的" }, facts.Lines[1]] },
        ];
        Assert.Equal(facts.Digest(), stage.Check(facts.Number).Digest);
        Assert.All(altered, each => Assert.NotEqual(facts.Digest(), each.Digest()));
    }

    [Theory, Databases]
    public async Task Records_corrected_before_the_issue_are_read_again_and_after_it_make_the_paper_outdated(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        var first = await stage.Served(member, Service.Saturday);
        var second = await stage.Served(member, Service.Saturday.AddDays(1));
        var draft = (await Request(stage, member)).Value.Paper;
        await stage.Correct(member, first.Id, minutes: 60);

        Assert.Equal(PaperRefusal.PaperOutdated, (await stage.World.As(member, tx => PaperIssuing.Issue(tx, draft.Id))).Refusal?.Code);
        var (paper, facts) = await stage.Issued(member);
        Assert.Equal(180, facts.Minutes);
        Assert.Equal(PaperVerdict.Genuine, stage.Check(paper.Number!).Verdict);

        await stage.Correct(member, second.Id, minutes: 30);
        Assert.Equal(PaperVerdict.Outdated, stage.Check(paper.Number!).Verdict);
        Assert.Equal(PaperVerdict.Genuine, stage.Check((await stage.Issued(member)).Facts.Number).Verdict);
    }

    [Theory, Databases]
    public async Task A_paper_taken_back_or_declared_void_checks_as_revoked_and_keeps_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var own = (await stage.Issued(member)).Paper;
        var wrong = (await stage.Issued(member)).Paper;

        await stage.World.As(member, tx => PaperRevoking.Revoke(tx, own.Id).Value);
        Assert.Equal(RefusalCode.ReasonMissing, (await stage.World.As(stage.World.Secretary, tx => PaperRevoking.DeclareVoid(tx, wrong.Number!, " "))).Refusal?.Code);
        await stage.World.As(stage.World.Secretary, tx => PaperRevoking.DeclareVoid(tx, wrong.Number!, "名单记错了").Value);

        foreach (var number in new[] { own.Number!, wrong.Number! })
        {
            Assert.Equal(new PaperCheck(PaperVerdict.Revoked) { Number = number }, stage.Check(number));
        }

        Assert.Contains(stage.Letters(member), letter => letter.Text.Contains("名单记错了", StringComparison.Ordinal));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM paper WHERE facts IS NOT NULL")));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM paper_line")));
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task Who_leaves_keeps_what_they_have_and_who_is_erased_leaves_nothing(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var leaver = await stage.World.Member("王小明");
        var erased = await stage.World.Member("李小红");
        await stage.Served(leaver, Service.Saturday);
        await stage.Served(erased, Service.Saturday.AddDays(7));
        var kept = (await stage.Issued(leaver)).Paper;
        var gone = (await stage.Issued(erased)).Paper;
        await Request(stage, leaver);
        await Request(stage, erased);

        await stage.World.As(leaver, tx => ChatGov.Registrations.RegistrationEndings.Leave(tx).Value);
        await stage.World.As(erased, tx => Erasing.Erase(tx).Value);

        Assert.Equal(PaperVerdict.Genuine, stage.Check(kept.Number!).Verdict);
        Assert.Equal(new PaperCheck(PaperVerdict.Revoked) { Number = gone.Number }, stage.Check(gone.Number!));
        Assert.Equal(PrintVerdict.Different, stage.Database.Db.Read(tx => PaperChecking.Compare(tx, gone.Number!, new Print("李小红", "2", ""))));
        Assert.Equal(1, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM paper WHERE facts IS NOT NULL")));
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM paper WHERE state NOT IN ('Delivered', 'Revoked')")));
        AuditTrail.IsComplete(stage.Database.Db, PaperMachine.Table);
    }

    [Theory, Databases]
    public async Task A_draft_nobody_asked_for_any_more_is_put_away(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var draft = (await Request(stage, member)).Value.Paper;

        // Saturday, then five working days: until the Friday after.
        Assert.Equal(new DateTimeOffset(2026, 12, 4, 12, 0, 0, TimeSpan.FromHours(8)), draft.PreviewUntil);
        await stage.MoveTo(draft.PreviewUntil!.Value);

        Assert.Equal(PaperRefusal.PaperNotOpen, (await stage.World.As(member, tx => PaperIssuing.Issue(tx, draft.Id))).Refusal?.Code);
        Assert.Empty(await stage.World.As(member, PaperIssuing.OwnPapers));
    }

    [Theory, Databases]
    public async Task A_row_altered_in_the_database_does_not_pass(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var first = (await stage.Issued(member)).Paper;
        var second = (await stage.Issued(member)).Paper;

        await stage.Database.Db.Write(tx => tx.Run(
            "UPDATE paper SET facts = (SELECT other.facts FROM paper other WHERE other.id = @from) WHERE id = @to", new { from = first.Id, to = second.Id }));

        Assert.Equal(PaperVerdict.Genuine, stage.Check(first.Number!).Verdict);
        Assert.NotEqual(PaperVerdict.Genuine, stage.Check(second.Number!).Verdict);
    }

    [Theory, Databases]
    public async Task The_same_paper_prints_the_same_bytes_each_time(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var member = await stage.World.Member("王小明");
        await stage.Served(member, Service.Saturday);
        var (paper, _) = await stage.Issued(member);

        var prints = await Task.WhenAll(Enumerable.Range(0, 2).Select(_ => stage.World.As(member, tx =>
            PaperPrint.Pdf(PaperIssuing.OpenOwn(tx, paper.Id).Value.Facts, Language.Chinese, CheckAddress.For(tx, paper.Number!)))));

        Assert.Equal(prints[0].Content, prints[1].Content);
        Assert.Equal($"志愿服务记录证明-{paper.Number}.pdf", prints[0].Name);
    }

    private static Task<Outcome<PaperWithFacts>> Request(Stage stage, long member) =>
        stage.World.As(member, tx => PaperDrafting.Request(tx, new PaperRequest(PaperKind.Certificate, stage.World.Helan)));
}
