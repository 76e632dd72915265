using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Data;
using ChatGov.Lists;
using ChatGov.Meetings;
using ChatGov.Organisations;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Tasks.Hours;
using ChatGov.Tests.Agreements;
using ChatGov.Tests.Care;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Handover;

/// <summary>
/// A community with something of every kind under way: what waits for its secretary, what waits for a unit's liaison, and what one
/// member of it (甲) holds. Now is Monday, 23 November 2026, 10:00.
/// </summary>
internal sealed class UnderWay
{
    private static readonly TimeSpan Day = TimeSpan.FromDays(1);
    private readonly List<Thing> _things = [];

    private UnderWay(Stage stage) => Stage = stage;

    /// <param name="Name">As the page calls it.</param>
    /// <param name="Org">Whose office answers for it.</param>
    /// <param name="IsOpen">It still waits for somebody.</param>
    /// <param name="IsSeen">The actor has it on a list of theirs.</param>
    public sealed record Thing(string Name, long Org, Func<Tx, bool> IsOpen, Func<Tx, bool> IsSeen);

    public Stage Stage { get; }

    public World World => Stage.World;

    public IReadOnlyList<Thing> Things => _things;

    public long Member { get; private set; }

    public long Registration { get; private set; }

    public long RosterRow { get; private set; }

    public long Plan { get; private set; }

    public long Visit { get; private set; }

    public long Partner { get; private set; }

    public long OtherUnit { get; private set; }

    public VolunteerTask Led { get; private set; } = new();

    public static async Task<UnderWay> Begin(Provider provider)
    {
        var under = new UnderWay(await Stage.Create(provider));
        await under.Prepare();
        await under.PastTask();
        await under.Registrations();
        await under.Tasks();
        await under.Care();
        await under.Needs();
        await under.Agreements();
        await under.Meetings();
        await under.Letters();
        return under;
    }

    private static string State(Tx tx, string table, long id) => tx.First<string>($"SELECT state FROM {table} WHERE id = @id", new { id })!;

    private void Add(string name, long org, Func<Tx, bool> isOpen, Func<Tx, bool> isSeen) => _things.Add(new Thing(name, org, isOpen, isSeen));

    private async Task Prepare()
    {
        Member = await World.Member("甲");
        OtherUnit = await World.UnitOf("供水公司", "另一个联络员");
        Registration = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM registration WHERE person_id = @Member", new { Member }));
        RosterRow = await Stage.Database.Db.Write(tx =>
        {
            var row = Roster.Add(tx, World.Unit, "甲", "19900000001");
            Roster.Bind(tx, row, Member);
            return row;
        });
        await World.As(Member, tx => PersonKinds.Say(tx, PersonKind.ServingMember).Value);
    }

    /// <summary>Done and recorded: a letter can be written, and a correction asked for.</summary>
    private async Task PastTask()
    {
        var task = await World.Publish(World.Draft(Now().AddHours(1), hours: 1) with { Title = "整理书架" });
        await World.As(Member, tx => Claiming.Claim(tx, task.Id).Value);
        await Stage.MoveTo(task.EndsAt.AddMinutes(1));
        await World.As(World.Secretary, tx => Confirming.Confirm(tx, task.Id, []).Value);
        var claim = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM claim WHERE task_id = @Id", new { task.Id }));
        await World.As(Member, tx => Objecting.Raise(tx, claim, task.Id, 90, "多做了半小时").Value);
        var id = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM objection WHERE claim_id = @claim", new { claim }));
        Add("an objection", World.Helan, tx => tx.Exists("SELECT COUNT(*) FROM objection WHERE id = @id AND decided_at IS NULL", new { id }), tx => Adjusting.WaitingForMe(tx).Exists(each => each.Id == id));
    }

    private async Task Registrations()
    {
        var newcomer = await World.Person("新来的");
        var submitted = (await World.As(newcomer, tx => Submitting.Submit(tx, new SubmitRequest { OrgId = World.Helan, Name = "新来的" }).Value)).Id;
        await World.Member("要搬来的", World.Garden);
        var moving = await Person("要搬来的");
        var arriving = (await World.As(moving, tx => Transferring.Request(tx, World.Helan).Value)).Id;
        Add("a registration", World.Helan, tx => State(tx, "registration", submitted) == "Submitted", tx => Looking(tx, submitted));
        Add("a transfer", World.Helan, tx => State(tx, "registration", arriving) == "Transferring", tx => Looking(tx, arriving));

        static bool Looking(Tx tx, long id) => ChatGov.Registrations.Looking.WaitingForMe(tx).Exists(each => each.Registration.Id == id);
    }

    private async Task Tasks()
    {
        var over = await World.Publish(World.Draft(Now().AddHours(1), hours: 1) with { Title = "给老人理发" });
        await World.As(Member, tx => Claiming.Claim(tx, over.Id).Value);
        var lead = await World.As(Member, tx => ChatGov.Tasks.Looking.OwnClaims(tx)[0]);
        await World.As(World.Secretary, tx => Leading.Ask(tx, over.Id, lead.Number).Value);
        await World.As(Member, tx => Leading.Accept(tx, over.Id).Value);
        await Stage.MoveTo(over.EndsAt.AddMinutes(1));
        Led = over;
        Add("a roster led by a member", World.Helan, tx => Waits(tx, over.Id), tx => ChatGov.Tasks.Looking.AwaitingMyConfirmation(tx).Exists(task => task.Id == over.Id));

        var ahead = await World.Publish(World.Draft(Now() + (3 * Day)) with { Title = "清扫东门积雪" });
        await World.As(Member, tx => Claiming.Claim(tx, ahead.Id).Value);
        Add("a task organised", World.Helan, tx => Waits(tx, ahead.Id), tx => ChatGov.Tasks.Looking.RunByMe(tx).Exists(task => task.Id == ahead.Id));

        var asked = await World.Publish(World.Draft(Now() + (5 * Day)) with { Title = "陪老人聊天", PendingClaims = true });
        var pending = (await World.As(await World.Member("等同意的"), tx => Claiming.Claim(tx, asked.Id).Value)).Id;
        Add("a claim to say yes to", World.Helan, tx => State(tx, "claim", pending) == "Pending", tx => Applying.WaitingForMe(tx).Exists(each => each.Id == pending));

        await World.As(Member, tx => HelpRequests.Open(tx, HelpRequestKind.HandOff, new AskedFrom("fake", "甲"), "有事问社区"));
        var help = Stage.Database.Db.Read(tx => tx.First<long>("SELECT MAX(id) FROM help_request"));
        Add("a question to a human", World.Helan, tx => tx.Exists("SELECT COUNT(*) FROM help_request WHERE id = @help AND answered_at IS NULL", new { help }), tx => HelpRequests.ListOpen(tx).Exists(each => each.Id == help));

        static bool Waits(Tx tx, long id) => State(tx, "task", id) is "Published" or "Filled" or "InProgress" or "AwaitingConfirm";
    }

    private async Task Care()
    {
        Partner = await World.Member("乙");
        Plan = await World.As(World.Secretary, tx => Planning.Draft(tx, World.Helan, CareTests.Details(CareTier.A)).Value.Id);
        await World.As(World.Secretary, tx => Planning.AskForConsent(tx, Plan).Value);
        await World.As(World.Secretary, tx => Pairs.Set(tx, Plan, Member, Partner).Value);
        await World.As(World.Secretary, tx => Planning.RecordConsent(tx, Plan, CareTests.Consent(tx, 6)).Value);
        await Stage.RunTimers();
        Visit = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM care_visit WHERE plan_id = @Plan", new { Plan }));
        await World.As(Member, tx => Visiting.Take(tx, Visit, Now()).Value);
        await World.As(Partner, tx => Visiting.Take(tx, Visit, Now()).Value);
        Add("a visit", World.Helan, tx => State(tx, "care_visit", Visit) is "Due" or "Taken", tx => CareViews.Due(tx).Exists(each => each.Id == Visit));
    }

    private async Task Needs()
    {
        var asked = (await World.As(Member, tx => ChatGov.Lists.Needs.Ask(tx, World.Helan, ResourceKind.People, "家里灯坏了", NeedForm.Need, forAnother: false).Value)).Id;
        Add("a need to answer", World.Helan, tx => State(tx, "need", asked) == "Submitted", tx => ListViews.NeedsToAnswer(tx).Exists(each => each.Id == asked));

        var offer = (await World.As(World.Liaison, tx => Offers.Publish(tx, World.Unit, new OfferDetails { Kind = ResourceKind.People, Title = "电工查线路", Quantity = 9, Measure = "人次" }).Value)).Id;
        foreach (var (name, by) in new[] { ("a match the community answers", World.Liaison), ("a match the unit answers", World.Secretary) })
        {
            var need = (await World.As(World.Secretary, tx => ChatGov.Lists.Needs.Publish(tx, World.Helan, new NeedDetails { Kind = ResourceKind.People, Title = "查线路", Quantity = 2, Measure = "人次" }).Value)).Id;
            var match = (await World.As(by, tx => Handshake.Propose(tx, offer, need, 1).Value)).Id;
            Add(name, by == World.Liaison ? World.Helan : World.Unit, tx => State(tx, "list_match", match) == "Proposed", tx => ListViews.ToAnswer(tx).Exists(each => each.Id == match));
        }
    }

    private async Task Agreements()
    {
        foreach (var (name, by) in new[] { ("an agreement the community answers", World.Liaison), ("an agreement the unit answers", World.Secretary) })
        {
            var id = (await World.As(by, tx => ChatGov.Agreements.Drafting.Draft(tx, Terms.Of(World, tx.Now)).Value)).Agreement.Id;
            await World.As(by, tx => Agreeing.Propose(tx, id).Value);
            Add(name, by == World.Liaison ? World.Helan : World.Unit, tx => State(tx, "agreement", id) == "Proposed", tx => AgreementViews.WaitingForMe(tx).Exists(each => each.Id == id));
        }

        var signed = (await World.As(World.Secretary, tx => ChatGov.Agreements.Drafting.Draft(tx, Terms.Of(World, tx.Now)).Value)).Agreement.Id;
        await World.As(World.Secretary, tx => Agreeing.Propose(tx, signed).Value);
        await World.As(World.Liaison, tx => Agreeing.Confirm(tx, signed).Value);
        var commitment = Stage.Database.Db.Read(tx => tx.First<long>("SELECT MIN(id) FROM commitment WHERE agreement_id = @signed", new { signed }));
        Stage.Database.Clock.MoveTo(Now().AddMinutes(1));
        var delivery = (await World.As(World.Liaison, tx => Delivering.Say(tx, commitment, 1, deliveredAt: null).Value)).Id;
        Add(
            "a delivery to confirm", World.Helan, tx => tx.Exists("SELECT COUNT(*) FROM delivery WHERE id = @delivery AND confirmed_at IS NULL AND refused_at IS NULL", new { delivery }),
            tx => Delivering.ToConfirm(tx).Exists(each => each.Id == delivery));
    }

    private async Task Meetings()
    {
        var committee = await Stage.Database.Db.Write(tx => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.JointCommittee, ParentId = World.Helan, Name = "联合党委" }).Value);
        await Stage.Database.Db.Write(tx => tx.Run("INSERT INTO joint_committee_member (committee_id, unit_id, since) VALUES (@committee, @Unit, @Now)", new { committee, World.Unit, tx.Now }));
        var meeting = (await World.As(World.Secretary, tx => Calling.Call(tx, committee, "例会", "二楼会议室", Now() + (10 * Day)).Value)).Meeting.Id;
        await World.As(World.Secretary, tx => Calling.AddPoint(tx, meeting, "冬季清雪").Value);
        await World.As(World.Secretary, tx => Calling.Publish(tx, meeting).Value);
        Add("a meeting called", World.Helan, tx => State(tx, "meeting", meeting) == "Published", tx => MeetingRows.Mine(tx).Exists(each => each.Id == meeting));
    }

    private async Task Letters()
    {
        var letter = (await World.As(Member, tx => ChatGov.Papers.Drafting.Request(tx, new PaperRequest(PaperKind.UnitLetter, World.Helan, UnitId: World.Unit)).Value)).Paper.Id;
        await World.As(Member, tx => ChatGov.Papers.Letters.Agree(tx, letter).Value);
        Add("a letter to sign", World.Helan, tx => State(tx, "paper", letter) == "Previewed", tx => ChatGov.Papers.Letters.ToSign(tx).Exists(each => each.Paper.Id == letter));
    }

    private DateTimeOffset Now() => Stage.Database.Clock.GetUtcNow();

    private Task<long> Person(string name) => Stage.Database.Db.Write(tx => tx.First<long>("SELECT id FROM person WHERE name = @name", new { name }));
}
