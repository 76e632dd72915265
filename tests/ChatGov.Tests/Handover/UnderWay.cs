using ChatGov.Agreements;
using ChatGov.Care;
using ChatGov.Cases;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Hours;
using ChatGov.Matches;
using ChatGov.Meetings;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Paging;
using ChatGov.Papers;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tasks;
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
    private VolunteerTask? _served;
    private long? _committee;
    private readonly Dictionary<Role, long> _holders;

    private UnderWay(Stage stage)
    {
        Stage = stage;
        _holders = new() { [Role.Secretary] = World.Secretary, [Role.UnitLiaison] = World.Liaison, [Role.BannerOffice] = World.BannerOffice };
    }

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


    /// <summary>What is under way, one kind a row, in the order in which it begins.</summary>
    public static readonly IReadOnlyDictionary<string, Func<UnderWay, Task>> Beginnings = new Dictionary<string, Func<UnderWay, Task>>(StringComparer.Ordinal)
    {
        ["a resolution to carry out"] = under => under.Resolution(),
        ["an objection"] = under => under.Objection(),
        ["a registration"] = under => under.Submitted(),
        ["a transfer"] = under => under.Arriving(),
        ["a roster led by a member"] = under => under.RosterLed(),
        ["a task organised"] = under => under.TaskAhead(),
        ["a claim to say yes to"] = under => under.PendingClaim(),
        ["a question to a human"] = under => under.Question(),
        ["a complaint about the platform"] = under => under.Complaint(),
        ["a care plan not agreed to yet"] = under => under.PlanDrafted(),
        ["a visit"] = under => under.VisitTaken(),
        ["a time to agree to"] = under => under.TimeSaid(),
        ["a need to answer"] = under => under.NeedAsked(),
        ["a need on the list"] = under => under.NeedAccepted(),
        ["a matter to take up"] = under => under.Reported(),
        ["a matter to work on"] = under => under.WorkedOn(),
        ["a matter to call back about"] = under => under.ToCallBack(),
        ["a thank-you call"] = under => under.ToThank(),
        ["a matter passed up"] = under => under.PassedUp(),
        ["a match the community answers"] = under => under.Proposed(world => world.Liaison, world => world.Helan, "a match the community answers"),
        ["a match the unit answers"] = under => under.Proposed(world => world.Secretary, world => world.Unit, "a match the unit answers"),
        ["a match to carry out"] = under => under.MatchAccepted(),
        ["an agreement in draft"] = under => under.AgreementDrafted(),
        ["an agreement the community answers"] = under => under.AgreementProposed(world => world.Liaison, world => world.Helan, "an agreement the community answers"),
        ["an agreement the unit answers"] = under => under.AgreementProposed(world => world.Secretary, world => world.Unit, "an agreement the unit answers"),
        ["a delivery to confirm"] = under => under.Delivery(),
        ["a meeting called"] = under => under.MeetingCalled(),
        ["a letter to sign"] = under => under.Letter(),
    };

    /// <param name="only">Nothing else is under way; empty for everything.</param>
    public static async Task<UnderWay> Begin(Provider provider, params IReadOnlyList<string> only)
    {
        var under = new UnderWay(await Stage.Create(provider));
        await under.Prepare();
        foreach (var (name, begin) in Beginnings)
        {
            if (only.Count == 0 || only.Contains(name))
            {
                await begin(under);
            }
        }

        return under;
    }

    /// <summary>Who holds an office here.</summary>
    public long Holder(Role role) => _holders[role];

    /// <summary>
    /// Somebody holds the office, who has a task of their own under way where the office runs any. A deputy is the only one in office.
    /// </summary>
    public async Task Fill(Role role)
    {
        if (_holders.ContainsKey(role))
        {
            return;
        }

        var holder = _holders[role] = await Appoint(role, "任职的");
        if (role is Role.Deputy)
        {
            await Dismiss(World.Secretary);
        }

        if (role is Role.Deputy or Role.StreetOffice)
        {
            var own = await World.As(holder, tx => TaskPublishing.Publish(tx, World.Helan, World.Draft(Now() + (6 * Day)) with { Title = "修剪树枝" }).Value);
            Add("a task of the office", World.Helan, tx => IsOpenTask(tx, own.Id), tx => ChatGov.Tasks.TaskLists.RunByMe(tx).Exists(task => task.Id == own.Id));
        }
    }

    public Task<long> Appoint(Role role, string name) => Stage.Database.Db.Write(tx =>
    {
        var person = Joining.Agree(tx, new ChatOwner("fake", name, name), Texts.Language.Chinese);
        Persons.KeepName(tx, person, name);
        Staff.Appoint(tx.As(Actor.System), person, role, OrgOf(tx, role), tx.Now, until: null);
        return person;
    });

    public Task Dismiss(long person) => Stage.Database.Db.Write(tx => Staff.Dismiss(tx.As(Actor.System), OfficeOf(tx, person)).Value);

    public static long OfficeOf(Tx tx, long person) => tx.First<long>("SELECT id FROM staff_role WHERE person_id = @person ORDER BY id LIMIT 1", new { person });

    private long OrgOf(Tx tx, Role role) => role switch
    {
        Role.UnitLiaison => World.Unit,
        Role.BannerOffice => World.Banner,
        Role.StreetOffice => tx.First<long>("SELECT parent_id FROM org WHERE id = @Helan", new { World.Helan }),
        _ => World.Helan,
    };

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
    private async Task<VolunteerTask> Served()
    {
        if (_served is { } before)
        {
            return before;
        }

        var task = await World.Publish(World.Draft(Now().AddHours(1), hours: 1) with { Title = "整理书架" });
        await World.As(Member, tx => Claiming.Claim(tx, task.Id).Value);
        await Stage.MoveTo(task.EndsAt.AddMinutes(1));
        await World.As(World.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        return _served = task;
    }

    private async Task Objection()
    {
        var task = await Served();
        var claim = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM claim WHERE task_id = @Id", new { task.Id }));
        await World.As(Member, tx => Objections.Raise(tx, claim, task.Id, 90, "多做了半小时").Value);
        var id = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM objection WHERE claim_id = @claim", new { claim }));
        Add("an objection", World.Helan, tx => tx.Exists("SELECT COUNT(*) FROM objection WHERE id = @id AND decided_at IS NULL", new { id }), tx => ObjectionDecisions.WaitingForMe(tx).Exists(each => each.Id == id));
    }

    private async Task Submitted()
    {
        var newcomer = await World.Person("新来的");
        var submitted = (await World.As(newcomer, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = World.Helan, Name = "新来的" }).Value)).Id;
        Add("a registration", World.Helan, tx => State(tx, "registration", submitted) == "Submitted", tx => WaitsForMe(tx, submitted));
    }

    private async Task Arriving()
    {
        var moving = await World.Member("要搬来的", World.Garden);
        var arriving = (await World.As(moving, tx => CommunityTransfers.Request(tx, World.Helan).Value)).Id;
        Add("a transfer", World.Helan, tx => State(tx, "registration", arriving) == "Transferring", tx => WaitsForMe(tx, arriving));
    }

    private static bool WaitsForMe(Tx tx, long id) => ChatGov.Registrations.WaitingRegistrations.Find(tx, id) is not null;

    private async Task RosterLed()
    {
        var over = await World.Publish(World.Draft(Now().AddHours(1), hours: 1) with { Title = "给老人理发" });
        await World.As(Member, tx => Claiming.Claim(tx, over.Id).Value);
        var lead = await World.As(Member, tx => ChatGov.Claims.ClaimLists.Mine(tx)[0]);
        await World.As(World.Secretary, tx => TaskLeads.Ask(tx, over.Id, lead.Number).Value);
        await World.As(Member, tx => TaskLeads.Accept(tx, over.Id).Value);
        await Stage.MoveTo(over.EndsAt.AddMinutes(1));
        Add("a roster led by a member", World.Helan, tx => IsOpenTask(tx, over.Id), tx => ChatGov.Hours.RosterLists.ToConfirm(tx).Exists(task => task.Id == over.Id));
    }

    private async Task TaskAhead()
    {
        var ahead = await World.Publish(World.Draft(Now() + (3 * Day)) with { Title = "清扫东门积雪" });
        await World.As(Member, tx => Claiming.Claim(tx, ahead.Id).Value);
        Add("a task organised", World.Helan, tx => IsOpenTask(tx, ahead.Id), tx => ChatGov.Tasks.TaskLists.RunByMe(tx).Exists(task => task.Id == ahead.Id));
    }

    private async Task PendingClaim()
    {
        var asked = await World.Publish(World.Draft(Now() + (5 * Day)) with { Title = "陪老人聊天", PendingClaims = true });
        var pending = (await World.As(await World.Member("等同意的"), tx => Claiming.Claim(tx, asked.Id).Value)).Id;
        Add("a claim to say yes to", World.Helan, tx => State(tx, "claim", pending) == "Pending", tx => ClaimApplications.WaitingForMe(tx).Exists(each => each.Id == pending));
    }

    private static bool IsOpenTask(Tx tx, long id) => State(tx, "task", id) is "Published" or "Filled" or "InProgress" or "AwaitingConfirm";

    private Task Question() => AskHuman(HelpRequestKind.HandOff, "a question to a human", World.Helan);

    private Task Complaint() => AskHuman(HelpRequestKind.Complaint, "a complaint about the platform", World.Banner);

    private async Task AskHuman(HelpRequestKind kind, string name, long org)
    {
        await World.As(Member, tx => HelpRequestActs.Open(tx, kind, new AskedFrom("fake", "甲"), "有事问一下"));
        var help = Stage.Database.Db.Read(tx => tx.First<long>("SELECT MAX(id) FROM help_request"));
        Add(name, org, tx => tx.Exists("SELECT COUNT(*) FROM help_request WHERE id = @help AND answered_at IS NULL", new { help }), tx => HelpRequestActs.ListOpen(tx).Exists(each => each.Id == help));
    }

    private async Task PlanDrafted()
    {
        var plan = await World.As(World.Secretary, tx => CarePlanning.Draft(tx, World.Helan, CareTests.Details(CareTier.B)).Value.Id);
        Add("a care plan not agreed to yet", World.Helan, tx => State(tx, "care_plan", plan) == "Draft", tx => CareLists.Plans(tx, null, null, PageRequest.Everything).Items.Any(each => each.Id == plan));
    }

    private async Task VisitTaken()
    {
        Partner = await World.Member("乙");
        (Plan, Visit) = await Taken(CareTier.A, Member, Partner);
        Add("a visit", World.Helan, tx => State(tx, "care_visit", Visit) is "Due" or "Taken", tx => CareLists.Due(tx).Exists(each => each.Id == Visit));
    }

    private async Task TimeSaid()
    {
        var (first, second) = (await World.Member("来看的"), await World.Member("同去的"));
        var (_, visit) = await Taken(CareTier.B, first, second);
        await World.As(first, tx => CareVisiting.Say(tx, visit, CareOutcome.Well, "").Value);
        await World.As(first, tx => CareVisitTime.Say(tx, visit, 60).Value);
        Add(
            "a time to agree to", World.Helan, tx => tx.Exists("SELECT COUNT(*) FROM care_visit WHERE id = @visit AND time_task_id IS NULL", new { visit }),
            tx => ChatGov.ToDo.Waiting.Find(tx).Items.Any(each => each.Kind == ChatGov.ToDo.ToDoKind.VisitTime && each.Id == visit));
    }

    private async Task<(long Plan, long Visit)> Taken(CareTier tier, long first, long second)
    {
        var plan = await World.As(World.Secretary, tx => CarePlanning.Draft(tx, World.Helan, CareTests.Details(tier)).Value.Id);
        await World.As(World.Secretary, tx => CarePlanning.AskForConsent(tx, plan).Value);
        await World.As(World.Secretary, tx => CarePairs.Set(tx, plan, first, second).Value);
        await World.As(World.Secretary, tx => CarePlanning.RecordConsent(tx, plan, CareTests.Consent(tx, 6)).Value);
        await Stage.RunTimers();
        var visit = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM care_visit WHERE plan_id = @plan", new { plan }));
        await World.As(first, tx => CareVisiting.Take(tx, visit, Now()).Value);
        await World.As(second, tx => CareVisiting.Take(tx, visit, Now()).Value);
        return (plan, visit);
    }

    private async Task NeedAsked()
    {
        var asked = (await World.As(Member, tx => NeedRequests.Ask(tx, World.Helan, ResourceKind.People, "家里灯坏了", NeedForm.Need, forAnother: false).Value)).Id;
        Add("a need to answer", World.Helan, tx => State(tx, "need", asked) == "Submitted", tx => NeedLists.ToAnswer(tx).Exists(each => each.Id == asked));
    }

    private async Task Reported()
    {
        var id = await SpeakUp("楼道灯黑了");
        Add("a matter to take up", World.Helan, tx => State(tx, "ledger_case", id) == "Received", tx => CaseLists.ToDecide(tx).Exists(each => each.Id == id));
    }

    private async Task WorkedOn()
    {
        var id = await BeWorkedOn("扶手松了", CaseHandler.Person(World.Secretary), World.Secretary);
        Add(
            "a matter to work on", World.Helan, tx => State(tx, "ledger_case", id) is "InProgress" or "Returned",
            tx => CaseLists.ToWorkOn(tx).Exists(each => each.Id == id) || CaseLists.ToDecide(tx).Exists(each => each.Id == id));
    }

    private async Task ToCallBack()
    {
        var id = await BeWorkedOn("水管漏了", CaseHandler.Unit(World.Unit), World.Liaison, contact: "19900001234 上午");
        await World.As(World.Liaison, tx => CaseWork.Resolve(tx, id, "换了垫片").Value);
        Add("a matter to call back about", World.Helan, tx => State(tx, "ledger_case", id) == "CallbackPending", tx => CaseLists.ToCallBack(tx).Exists(each => each.Id == id));
    }

    private async Task ToThank()
    {
        var id = await SpeakUp("灯修好了");
        var call = await Stage.Database.Db.Write(tx =>
        {
            tx.Audit("thank_you_call", 0, "draw");
            return tx.Insert("INSERT INTO thank_you_call (org_id, case_id, state, due_at, created_at) VALUES (@Helan, @id, 'Due', @due, @Now) RETURNING id", new { World.Helan, id, due = tx.Now.AddDays(14), tx.Now });
        });
        Add("a thank-you call", World.Helan, tx => State(tx, "thank_you_call", call) == "Due", tx => ChatGov.ToDo.Waiting.Find(tx).Items.Any(item => item.Kind == ChatGov.ToDo.ToDoKind.ThankYouCall && item.Id == call));
    }

    private async Task PassedUp()
    {
        var id = await BeWorkedOn("整条线要换", CaseHandler.Person(World.Secretary), World.Secretary);
        await World.As(World.Secretary, tx => CaseWork.Escalate(tx, id, "社区换不了").Value);
        Add("a matter passed up", World.Banner, tx => State(tx, "ledger_case", id) == "Escalated", tx => CaseLists.ToDecide(tx).Exists(each => each.Id == id));
    }

    private async Task<long> SpeakUp(string words, string contact = "") => (await World.As(
        Member, tx => CaseSpeakingUp.SpeakUp(tx, World.Helan, new CaseReport { Kind = CaseKind.Repair, Words = words, Contact = contact }).Value)).Id;

    private async Task<long> BeWorkedOn(string words, CaseHandler handler, long person, string contact = "")
    {
        var id = await SpeakUp(words, contact);
        await World.As(World.Secretary, tx => CaseTriage.Accept(tx, id).Value);
        await World.As(World.Secretary, tx => CaseWork.Assign(tx, id, handler).Value);
        await World.As(person, tx => CaseWork.Begin(tx, id).Value);
        return id;
    }

    private async Task NeedAccepted()
    {
        var need = await Wanted();
        Add("a need on the list", World.Helan, tx => State(tx, "need", need) == "Accepted", tx => NeedLists.Listed(tx).Exists(each => each.Id == need));
    }

    private async Task<long> Wanted() => (await World.As(
        World.Secretary, tx => NeedDecisions.Publish(tx, World.Helan, new NeedDetails { Kind = ResourceKind.People, Title = "查线路", Quantity = 2, Measure = "人次" }).Value)).Id;

    private async Task<long> Match(long by)
    {
        var offer = (await World.As(World.Liaison, tx => OfferPublishing.Publish(tx, World.Unit, new OfferDetails { Kind = ResourceKind.People, Title = "电工查线路", Quantity = 9, Measure = "人次" }).Value)).Id;
        var need = await Wanted();
        return (await World.As(by, tx => Handshake.Propose(tx, offer, need, 1).Value)).Id;
    }

    private async Task Proposed(Func<World, long> by, Func<World, long> answers, string name)
    {
        var match = await Match(by(World));
        Add(name, answers(World), tx => State(tx, "list_match", match) == "Proposed", tx => ChatGov.ToDo.Waiting.Find(tx).Items.Any(each => each.Kind == ChatGov.ToDo.ToDoKind.Match && each.Id == match));
    }

    private async Task MatchAccepted()
    {
        var match = await Match(World.Liaison);
        await World.As(World.Secretary, tx => Handshake.Accept(tx, match).Value);
        Add("a match to carry out", World.Helan, tx => State(tx, "list_match", match) == "Accepted", tx => MatchLists.Mine(tx).Exists(each => each.Id == match));
    }

    private async Task<long> Drafted(long by) => (await World.As(by, tx => ChatGov.Agreements.AgreementDrafting.Draft(tx, Terms.Of(World, tx.Now)).Value)).Agreement.Id;

    private async Task AgreementDrafted()
    {
        var id = await Drafted(World.Secretary);
        Add("an agreement in draft", World.Helan, tx => State(tx, "agreement", id) == "Draft", tx => AgreementLists.Mine(tx).Exists(each => each.Id == id));
    }

    private async Task AgreementProposed(Func<World, long> by, Func<World, long> answers, string name)
    {
        var id = await Drafted(by(World));
        await World.As(by(World), tx => AgreementSigning.Propose(tx, id).Value);
        Add(name, answers(World), tx => State(tx, "agreement", id) == "Proposed", tx => ChatGov.ToDo.Waiting.Find(tx).Items.Any(each => each.Kind == ChatGov.ToDo.ToDoKind.Agreement && each.Id == id));
    }

    private async Task Delivery()
    {
        var signed = await Drafted(World.Secretary);
        await World.As(World.Secretary, tx => AgreementSigning.Propose(tx, signed).Value);
        await World.As(World.Liaison, tx => AgreementSigning.Confirm(tx, signed).Value);
        var commitment = Stage.Database.Db.Read(tx => tx.First<long>("SELECT MIN(id) FROM commitment WHERE agreement_id = @signed", new { signed }));
        Stage.Database.Clock.MoveTo(Now().AddMinutes(1));
        var delivery = (await World.As(World.Liaison, tx => CommitmentDeliveries.Say(tx, commitment, 1, deliveredAt: null).Value)).Id;
        Add(
            "a delivery to confirm", World.Helan, tx => tx.Exists("SELECT COUNT(*) FROM delivery WHERE id = @delivery AND confirmed_at IS NULL AND refused_at IS NULL", new { delivery }),
            tx => ChatGov.ToDo.Waiting.Find(tx).Items.Any(each => each.Kind == ChatGov.ToDo.ToDoKind.Delivery && each.Id == delivery));
    }

    private async Task<long> Called(TimeSpan ahead)
    {
        _committee ??= await Stage.Database.Db.Write(tx =>
        {
            var committee = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.JointCommittee, ParentId = World.Helan, Name = "联合党委" }).Value;
            tx.Run("INSERT INTO joint_committee_member (committee_id, unit_id, since) VALUES (@committee, @Unit, @Now)", new { committee, World.Unit, tx.Now });
            return committee;
        });
        var meeting = (await World.As(World.Secretary, tx => MeetingCalling.Call(tx, _committee.Value, "例会", "二楼会议室", Now() + ahead).Value)).Meeting.Id;
        await World.As(World.Secretary, tx => MeetingAgenda.AddPoint(tx, meeting, "冬季清雪").Value);
        await World.As(World.Secretary, tx => MeetingCalling.Publish(tx, meeting).Value);
        return meeting;
    }

    private async Task MeetingCalled()
    {
        var meeting = await Called(10 * Day);
        Add("a meeting called", World.Helan, tx => State(tx, "meeting", meeting) == "Published", tx => MeetingLists.Mine(tx).Exists(each => each.Id == meeting));
    }

    private async Task Resolution()
    {
        var meeting = await Called(4 * Day);
        await Stage.MoveTo(Now() + (4 * Day));
        var item = Stage.Database.Db.Read(tx => tx.First<long>("SELECT id FROM agenda_item WHERE meeting_id = @meeting", new { meeting }));
        await World.As(World.Secretary, tx => MeetingDecisions.Decide(tx, meeting, item, new ChatGov.Meetings.Decision(AgendaOutcome.Adopted, "电力公司清雪", World.Unit, Now() + (20 * Day))).Value);
        await World.As(World.Secretary, tx => MeetingDecisions.Confirm(tx, meeting).Value);
        Add(
            "a resolution to carry out", World.Unit, tx => tx.Exists("SELECT COUNT(*) FROM agenda_item WHERE id = @item AND done_at IS NULL", new { item }),
            tx => MeetingLists.ToBeDone(tx, Owner(tx, item), PageRequest.Everything).Match(page => page.Items.Any(each => each.Id == item), _ => false));

        static long Owner(Tx tx, long item) => tx.First<long>("SELECT owner_id FROM agenda_item WHERE id = @item", new { item });
    }

    private async Task Letter()
    {
        await Served();
        var letter = (await World.As(Member, tx => ChatGov.Papers.PaperDrafting.Request(tx, new PaperRequest(PaperKind.UnitLetter, World.Helan, UnitId: World.Unit)).Value)).Paper.Id;
        await World.As(Member, tx => ChatGov.Papers.Letters.Agree(tx, letter).Value);
        Add("a letter to sign", World.Helan, tx => State(tx, "paper", letter) == "Previewed", tx => ChatGov.Papers.Letters.ToSign(tx).Exists(each => each.Paper.Id == letter));
    }

    private DateTimeOffset Now() => Stage.Database.Clock.GetUtcNow();
}
