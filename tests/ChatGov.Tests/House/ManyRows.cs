using System.Globalization;
using ChatGov.Access;
using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>Many of each thing that a list shows, in the community of 贺兰; what holds nothing sealed is copied from the one that is there.</summary>
internal sealed class ManyRows(DeskSite site, Things one)
{
    private int _made;

    private World World => site.World;

    /// <summary>Makes more of each, until there are so many.</summary>
    public async Task GrowTo(int count)
    {
        var numbers = Enumerable.Range(_made + 1, count - _made).ToList();
        foreach (var number in numbers)
        {
            await Grow(number);
        }

        await site.Database.Db.Write(tx => Copies(tx, _made + 1, count));
        _made = count;
    }

    private async Task Grow(int number)
    {
        var name = string.Create(CultureInfo.InvariantCulture, $"众人{number:000}");
        var member = await World.Member(name);
        var applicant = await World.Person("新" + name);
        await World.As(applicant, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = World.Helan, Name = "新" + name }).Value);
        await World.As(member, tx => HelpRequestActs.Open(tx, HelpRequestKind.HandOff, new AskedFrom("fake", name), "请帮忙").Value);
        await site.Database.Db.Write(tx => Things.Letter(tx, site, member));
        await World.As(Asker, tx => NeedRequests.Ask(tx, World.Helan, ResourceKind.Goods, "想要收音机", NeedForm.Wish, forAnother: false).Value);
        await World.As(World.Secretary, tx =>
        {
            NeedDecisions.Publish(tx, World.Helan, new NeedDetails { Kind = ResourceKind.Talk, Title = "给老人讲防诈骗", Quantity = 3, Measure = "场" });
            var meeting = MeetingCalling.Call(tx, one.Ids["joint-committees"], "例会", "二楼", tx.Now.AddDays(9 + number)).Value.Meeting.Id;
            _ = MeetingAgenda.AddPoint(tx, meeting, "清雪");
            _ = MeetingCalling.Publish(tx, meeting).Value;
            var plan = CarePlanning.Draft(tx, World.Helan, new CareDetails { Name = "赵大娘", Door = "3号楼501" }).Value.Id;
            _ = CarePlanning.AskForConsent(tx, plan).Value;
            _ = CarePlanning.RecordConsent(tx, plan, new CareConsentGiven(CareGiver.Self, CareConsentForm.Spoken, "看看", tx.Now.AddMonths(3))).Value;
            return plan;
        });
        await World.As(World.BannerOffice, tx => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Grid, ParentId = World.Helan, Name = "网格" + name }).Value);
        await MakeAgreement();
        await World.As(World.Liaison, tx => Roster.Add(tx, World.Unit, "名册" + name, phone: null));
        var named = await World.As(World.BannerOffice, tx => Staff.Appoint(tx, new NewAppointment("赵" + (char)('丁' + number), null, Role.GridWorker, World.Helan, null, null)).Value);
        await World.As(World.BannerOffice, tx => ChatBinding.Issue(tx, named.Id).Value);
    }

    /// <summary>Who has many claims, papers, visits and wishes of their own.</summary>
    public const string AskerName = "志愿者一";

    private long Asker => site.Database.Db.Read(tx => tx.First<long>("SELECT person_id FROM chat_identity WHERE user_id = @AskerName", new { AskerName }));

    private async Task MakeAgreement()
    {
        var draft = new AgreementDraft
        {
            Title = "供电公司与社区共建",
            StartsAt = site.Database.Clock.GetUtcNow(),
            Parties = [World.Helan, World.Unit],
            Commitments = [new CommitmentDraft { GiverId = World.Unit, ReceiverId = World.Helan, What = "排查电路", Quantity = 1, Measure = "次", Per = CommitmentPeriod.Month }],
        };
        var made = await World.As(World.Secretary, tx => AgreementDrafting.Draft(tx, draft).Value);
        await World.As(World.Secretary, tx => AgreementSigning.Propose(tx, made.Agreement.Id).Value);
        await World.As(World.Liaison, tx => AgreementSigning.Confirm(tx, made.Agreement.Id).Value);
        await World.As(World.Liaison, tx => CommitmentDeliveries.Say(tx, made.Commitments[0].Commitment.Id, 1, null).Value);
    }

    private void Copies(Tx tx, int first, int last)
    {
        void Copy(string table, string where, params (string Column, string Sql)[] instead) => CopyRows(tx, table, where, first, last, instead);

        Copy("task", Id("tasks"), ("title", "'任务' || n"));
        Copy("offer", Id("offers"), ("title", "'资源' || n"));
        Copy("list_match", Id("matches"), ("offer_id", Nth("offer", "TRUE")));
        Copy("claim", Id("claims"), ("task_id", Nth("task", "TRUE")));
        Copy("claim", "id = (SELECT MIN(id) FROM claim WHERE state = 'Disputed')", ("task_id", Nth("task", "TRUE")));
        Copy("objection", Id("objections"), ("claim_id", Nth("claim", "state = 'Disputed'")));
        Copy("roster_import", Id("roster-imports"));
        Copy("claim", Id("claims"), ("person_id", Nth("person", "name LIKE '众人%' OR name = '书记甲'")), ("number", "1000 + n"), ("state", "'Confirmed'"));
        Copy("care_visit", Id("care-visits"), ("minutes", "30"));
        Copy("ledger_case", Id("cases"));
        Copy("thank_you_call", Id("thank-you-calls"));
        tx.Run(
            """
            INSERT INTO care_visit (plan_id, state, due_at, red_at) SELECT p.id, 'Due', @Now, @Now FROM care_plan p
            WHERE NOT EXISTS (SELECT 1 FROM care_visit v WHERE v.plan_id = p.id AND v.state IN ('Due', 'Taken'))
            """,
            new { tx.Now });
        tx.Run("UPDATE care_plan SET first_id = @Asker", new { Asker = AskerIn(tx) });
        Copy("paper", Id("letters"), ("kind", "'Certificate'"), ("unit_id", "NULL"), ("state", "'Delivered'"), ("facts", "NULL"), ("number", "'ZM-' || n"));
        tx.Run(
            $"""
            INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, confirmed_by, recorded_at)
            SELECT c.id, c.person_id, c.task_id, '2026-11-20', 60, 1, @Secretary, @Now FROM claim c
            WHERE c.state = 'Pending' AND NOT EXISTS (SELECT 1 FROM service_record s WHERE s.claim_id = c.id)
            """,
            new { World.Secretary, tx.Now });
    }

    private static long AskerIn(Tx tx) => tx.First<long>("SELECT person_id FROM chat_identity WHERE user_id = @AskerName", new { AskerName });

    private string Id(string thing) => string.Create(CultureInfo.InvariantCulture, $"id = {one.Ids[thing]}");

    /// <summary>The n-th row of a table: another for each copy.</summary>
    private static string Nth(string table, string where) =>
        $"(SELECT nth.id FROM (SELECT id, ROW_NUMBER() OVER (ORDER BY id) AS place FROM {table} WHERE {where}) nth WHERE nth.place = n + 1)";

    private static void CopyRows(Tx tx, string table, string where, int first, int last, (string Column, string Sql)[] instead)
    {
        var columns = tx.All<string>($"SELECT name FROM pragma_table_info('{table}') WHERE name <> 'id'");
        var values = columns.Select(column => instead.FirstOrDefault(each => each.Column == column).Sql ?? (IsSealed(column) ? "NULL" : "r." + column));
        var copied = tx.Run(
            $"""
            WITH RECURSIVE numbers (n) AS (SELECT {first} UNION ALL SELECT n + 1 FROM numbers WHERE n < {last}),
                 r AS (SELECT * FROM {table} WHERE {where})
            INSERT INTO {table} ({string.Join(", ", columns)})
            SELECT {string.Join(", ", values)} FROM numbers CROSS JOIN r
            """);
        Assert.Equal(last - first + 1, copied);
    }

    // It is bound to its row.
    private static bool IsSealed(string column) => column.EndsWith("_cipher", StringComparison.Ordinal) || column == "text";
}
