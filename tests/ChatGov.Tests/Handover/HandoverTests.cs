using ChatGov.Access;
using ChatGov.Care;
using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Hours;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tests.Support;
using ChatGov.ToDo;
using static ChatGov.Tests.Support.Reply;

namespace ChatGov.Tests.Handover;

/// <summary>
/// Somebody is replaced, leaves, moves, rests, loses an office, or their organisation is merged: whatever is under way is seen by somebody
/// in office afterwards, or it is over. Nothing waits for somebody who is gone. The table is in shared/Features/People/HANDOVER.md.
/// </summary>
public sealed class HandoverTests
{
    /// <summary>What nobody holds who is gone, as a count that has to be none.</summary>
    internal static readonly IReadOnlyList<(string What, string Sql)> Rules =
    [
        ("a visit is taken by somebody who does not serve there",
            """
            SELECT COUNT(*) FROM care_visit v JOIN care_plan c ON c.id = v.plan_id JOIN person p ON p.id = v.first_id OR p.id = v.second_id
            WHERE v.state IN ('Due', 'Taken')
              AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id AND r.org_id = c.org_id AND r.state IN ('Active', 'Transferring'))
            """),
        ("a pair has somebody who will not come back",
            """
            SELECT COUNT(*) FROM care_plan c JOIN person p ON p.id = c.first_id OR p.id = c.second_id
            WHERE c.state <> 'Ended'
              AND NOT EXISTS (SELECT 1 FROM registration r WHERE r.person_id = p.id AND r.org_id = c.org_id AND r.state IN ('Active', 'Transferring', 'Suspended'))
            """),
        ("a visit is taken by somebody who is not of the pair",
            """
            SELECT COUNT(*) FROM care_visit v JOIN care_plan c ON c.id = v.plan_id JOIN person p ON p.id = v.first_id OR p.id = v.second_id
            WHERE v.state IN ('Due', 'Taken') AND v.task_id IS NULL AND p.id <> COALESCE(c.first_id, 0) AND p.id <> COALESCE(c.second_id, 0)
            """),
        ("a visit is taken by too few",
            "SELECT COUNT(*) FROM care_visit v JOIN care_plan c ON c.id = v.plan_id WHERE v.state = 'Taken' AND c.visits_done = 0 AND (v.first_id IS NULL OR v.second_id IS NULL)"),
        ("somebody who left holds a place still to come",
            """
            SELECT COUNT(*) FROM claim c JOIN task t ON t.id = c.task_id JOIN person p ON p.id = c.person_id
            WHERE (p.left_at IS NOT NULL OR p.erased_at IS NOT NULL) AND t.starts_at > @Now AND c.state IN ('Confirmed', 'Pending', 'Waitlisted', 'Offered')
            """),
        ("somebody who left leads a task",
            """
            SELECT COUNT(*) FROM task t JOIN person p ON p.id = t.lead_id OR p.id = t.lead_asked_id
            WHERE (p.left_at IS NOT NULL OR p.erased_at IS NOT NULL) AND t.state IN ('Published', 'Filled', 'InProgress', 'AwaitingConfirm')
            """),
        ("somebody who left holds an office",
            """
            SELECT COUNT(*) FROM staff_role s JOIN person p ON p.id = s.person_id
            WHERE (p.left_at IS NOT NULL OR p.erased_at IS NOT NULL) AND (s.until_at IS NULL OR s.until_at > @Now)
            """),
        ("a contact of an agreement is out of office",
            """
            SELECT COUNT(*) FROM agreement_contact k JOIN agreement_party y ON y.id = k.party_id JOIN agreement a ON a.id = y.agreement_id
            WHERE a.state IN ('Draft', 'Proposed', 'Active', 'UnderReview')
              AND NOT EXISTS (SELECT 1 FROM held_role s WHERE s.person_id = k.person_id AND s.org_id = y.org_id AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
            """),
        ("something open belongs to a closed organisation",
            """
            SELECT (SELECT COUNT(*) FROM task t JOIN org o ON o.id = t.org_id WHERE o.closed_at IS NOT NULL AND t.state IN ('Published', 'Filled', 'InProgress', 'AwaitingConfirm', 'Done'))
                 + (SELECT COUNT(*) FROM paper t JOIN org o ON o.id = t.org_id OR o.id = t.unit_id WHERE o.closed_at IS NOT NULL AND t.state IN ('Requested', 'Drafted', 'Previewed'))
                 + (SELECT COUNT(*) FROM care_plan t JOIN org o ON o.id = t.org_id WHERE o.closed_at IS NOT NULL AND t.state <> 'Ended')
                 + (SELECT COUNT(*) FROM need t JOIN org o ON o.id = t.org_id WHERE o.closed_at IS NOT NULL AND t.state IN ('Submitted', 'Returned', 'Accepted'))
                 + (SELECT COUNT(*) FROM ledger_case t JOIN org o ON o.id = t.org_id OR o.id = t.above_org_id OR o.id = t.handler_org_id
                    WHERE o.closed_at IS NOT NULL AND t.ended_at IS NULL)
                 + (SELECT COUNT(*) FROM registration t JOIN org o ON o.id = t.org_id WHERE o.closed_at IS NOT NULL AND t.state IN ('Submitted', 'Returned', 'Active', 'Transferring', 'Suspended'))
            """),
        ("a letter is written by a volunteer, or to a unit whose roster the member is not on",
            """
            SELECT COUNT(*) FROM paper t JOIN person p ON p.id = t.person_id
            WHERE t.kind = 'UnitLetter' AND t.state IN ('Drafted', 'Previewed')
              AND (p.kind = 'Volunteer' OR NOT EXISTS (SELECT 1 FROM roster m WHERE m.person_id = p.id AND m.unit_id = t.unit_id AND m.left_at IS NULL))
            """),
        ("hours wait for a yes of which nobody would have anything",
            """
            SELECT COUNT(*) FROM care_visit v WHERE v.minutes IS NOT NULL AND v.time_task_id IS NULL
              AND NOT EXISTS (SELECT 1 FROM person p WHERE p.erased_at IS NULL AND (p.id = v.first_id OR p.id = v.second_id))
            """),
        ("somebody who left still serves",
            """
            SELECT COUNT(*) FROM registration r JOIN person p ON p.id = r.person_id
            WHERE (p.left_at IS NOT NULL OR p.erased_at IS NOT NULL) AND r.state NOT IN ('Ended', 'Lapsed')
            """),
        ("somebody who left waits for an answer to what nobody has taken up",
            """
            SELECT (SELECT COUNT(*) FROM need n JOIN person p ON p.id = n.asked_by
                    WHERE (p.left_at IS NOT NULL OR p.erased_at IS NOT NULL) AND n.state IN ('Submitted', 'Returned'))
                 + (SELECT COUNT(*) FROM ledger_case c JOIN person p ON p.id = c.reporter_id
                    WHERE (p.left_at IS NOT NULL OR p.erased_at IS NOT NULL) AND c.state = 'Received')
            """),
        ("somebody who left works on a matter",
            """
            SELECT COUNT(*) FROM ledger_case c
            WHERE c.handler_id IS NOT NULL AND c.state IN ('Assigned', 'InProgress', 'WaitingReporter', 'Parked')
              AND NOT EXISTS (SELECT 1 FROM held_role s WHERE s.person_id = c.handler_id AND s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now))
            """),
    ];

    /// <summary>How somebody in office goes, for every office there is.</summary>
    private static readonly Dictionary<string, Func<UnderWay, Role, Task>> Ends = new(StringComparer.Ordinal)
    {
        ["is replaced"] = async (under, role) =>
        {
            await under.Appoint(role, "接任的");
            await under.Dismiss(under.Holder(role));
        },
        ["is dismissed and nobody follows"] = (under, role) => under.Dismiss(under.Holder(role)),
        ["comes to the last day"] = async (under, role) =>
        {
            var until = under.Stage.Database.Clock.GetUtcNow().AddMinutes(30);
            await under.Stage.Database.Db.Write(tx => Staff.SetEnd(tx.As(Actor.System), UnderWay.OfficeOf(tx, under.Holder(role)), until).Value);
            await under.Stage.MoveTo(until.AddMinutes(1));
        },
        ["leaves"] = (under, role) => under.World.As(under.Holder(role), tx => RegistrationEndings.Leave(tx).Value),
        ["leaves the company, and the account with it"] = (under, role) => under.Stage.Database.Db.Write(tx =>
            Departures.Note(tx.As(Actor.System), "fake", tx.First<string>("SELECT user_id FROM chat_identity WHERE person_id = @holder", new { holder = under.Holder(role) })!)),
        ["is erased"] = (under, role) => under.World.As(under.Holder(role), tx => Erasing.Erase(tx).Value),
    };

    private static readonly Dictionary<string, Func<UnderWay, Task>> Events = new(StringComparer.Ordinal)
    {
        ["the member leaves"] = under => under.World.As(under.Member, tx => RegistrationEndings.Leave(tx).Value),
        ["the member is erased"] = under => under.World.As(under.Member, tx => Erasing.Erase(tx).Value),
        ["the member moves to another community"] = async under =>
        {
            await under.World.As(under.Member, tx => CommunityTransfers.Request(tx, under.World.Garden).Value);
            await under.World.As(under.World.OtherSecretary, tx => RegistrationDecisions.Approve(tx, under.Registration).Value);
        },
        ["the member's registration is ended"] = under => under.World.As(under.World.Secretary, tx => RegistrationEndings.EndBySecretary(tx, under.Registration, "搬走了").Value),
        ["the member rests"] = under => under.World.As(under.Member, tx => RegistrationPauses.Suspend(tx, new DateOnly(2026, 12, 20)).Value),
        ["the member leaves the unit"] = under => under.World.As(under.World.Liaison, tx => RegistrationEndings.LeftUnit(tx, under.RosterRow).Value),
        ["the member is no party member any more"] = under => under.World.As(under.Member, tx => PersonKinds.Say(tx, PersonKind.Volunteer).Value),
        ["the pair is replaced"] = async under =>
        {
            var (first, second) = (await under.World.Member("丙"), await under.World.Member("丁"));
            await under.World.As(under.World.Secretary, tx => CarePairs.Set(tx, under.Plan, first, second).Value);
        },
        ["the community is merged"] = under => under.World.As(under.World.BannerOffice, tx => Merging.Merge(Office(tx, under), under.World.Helan, under.World.Garden).Value),
        ["the unit is merged"] = under => under.World.As(under.World.BannerOffice, tx => Merging.Merge(Office(tx, under), under.World.Unit, under.OtherUnit).Value),
    };

    public static TheoryData<string, Provider> EventsOnBoth => OnBoth(Events.Keys);

    /// <summary>
    /// Every office by every end on SQLite; on PostgreSQL every office and every end once. One thing happens after the other here, by
    /// statements that are the same on both, so that a pair of the two finds nothing there that each of them would not.
    /// </summary>
    public static TheoryData<Role, string, Provider> EndsOnBoth
    {
        get
        {
            var data = new TheoryData<Role, string, Provider>();
            var (roles, ends) = (Enum.GetValues<Role>(), Ends.Keys.ToList());
            foreach (var (role, end, provider) in
                from role in roles from end in ends from provider in Providers select (role, end, provider))
            {
                if (provider == Provider.Sqlite || Meets(Array.IndexOf(roles, role), ends.IndexOf(end)))
                {
                    data.Add(role, end, provider);
                }
            }

            return data;
        }
    }

    private static bool Meets(int role, int end) => role % Ends.Count == end || end % Enum.GetValues<Role>().Length == role;

    public static TheoryData<string, Provider> KindsOnBoth => OnBoth(UnderWay.Beginnings.Keys);

    private static IEnumerable<Provider> Providers => new DatabasesAttribute().GetData(null!).Select(each => (Provider)each[0]);

    private static TheoryData<string, Provider> OnBoth(IEnumerable<string> names)
    {
        var data = new TheoryData<string, Provider>();
        foreach (var (name, provider) in from name in names from provider in Providers select (name, provider))
        {
            data.Add(name, provider);
        }

        return data;
    }

    [Theory, MemberData(nameof(EventsOnBoth))]
    public async Task Nothing_under_way_waits_for_somebody_who_is_gone(string name, Provider provider)
    {
        var under = await UnderWay.Begin(provider);
        await using var stage = under.Stage;
        await Sweep(under, () => Events[name](under));
    }

    [Theory, MemberData(nameof(EndsOnBoth))]
    public async Task Nothing_under_way_waits_for_an_office_that_ended(Role role, string end, Provider provider)
    {
        var under = await UnderWay.Begin(provider);
        await using var stage = under.Stage;
        await under.Fill(role);
        await Sweep(under, () => Ends[end](under, role));
    }

    /// <summary>Each alone: nothing is seen only because something else is waiting too.</summary>
    [Theory, MemberData(nameof(KindsOnBoth))]
    public async Task Whatever_waits_makes_an_empty_office_seen(string kind, Provider provider)
    {
        var under = await UnderWay.Begin(provider, kind);
        await using var stage = under.Stage;
        await Sweep(under, async () =>
        {
            await under.Dismiss(under.World.Secretary);
            await under.Dismiss(under.World.Liaison);
        });
    }

    private static async Task Sweep(UnderWay under, Func<Task> happens)
    {
        var stage = under.Stage;
        Assert.All(under.Things, thing => Assert.True(stage.Database.Db.Read(thing.IsOpen), thing.Name));
        Assert.Equal([], Stranded(under));

        await happens();

        Assert.Equal([], Stranded(under));
        Assert.Equal([], Holding(under));
        await stage.MoveTo(stage.Database.Clock.GetUtcNow().AddHours(25));
        Assert.Equal([], Stranded(under));
        Assert.Equal([], Holding(under));
        Invariants.Hold(stage.Database.Db);
    }

    [Fact]
    public async Task The_sweep_notices_what_is_stranded()
    {
        var under = await UnderWay.Begin(Provider.Sqlite);
        await using var stage = under.Stage;

        // As if an office had ended without a word to anybody, and a member had gone with what they took.
        await stage.Database.Db.Write(tx => tx.Run("UPDATE staff_role SET until_at = @Now WHERE role IN ('Secretary', 'BannerOffice')", new { tx.Now }));
        await stage.Database.Db.Write(tx => tx.Run("UPDATE registration SET state = 'Ended' WHERE person_id = @Member", new { under.Member }));

        Assert.Contains("a visit", Stranded(under));
        Assert.Contains("a visit is taken by somebody who does not serve there", Holding(under));
    }

    [Theory, Databases]
    public async Task A_visit_under_way_goes_over_to_the_new_pair_and_the_old_one_loses_the_door_at_once(Provider provider)
    {
        var under = await UnderWay.Begin(provider);
        await using var stage = under.Stage;
        var world = under.World;
        Assert.True((await world.As(under.Member, tx => CareDoorReading.Read(tx, under.Visit))).Ok);
        await using var bot = new TestBot(stage.Database.Db);
        await Events["the pair is replaced"](under);

        Assert.Equal(CareRefusal.DoorClosed, (await world.As(under.Member, tx => CareDoorReading.Read(tx, under.Visit))).Refusal?.Code);
        Has(await bot.Answers("甲"), "这次换人去了，你不用去了");
        Has(await bot.Ask("secretary", "谁家该去看了"), "该去了", "!有人去");
        foreach (var who in new[] { "丙", "丁" })
        {
            Has(await bot.Answers(who), "该去看看了，你去吗");
            Has(await bot.Ask(who, "我的看望"), "该去了");
            Has(await bot.Ask(who, "1"), "你去吗");
            Has(await bot.Ask(who, "1"), "哪天去");
            await bot.Ask(who, "1");
        }

        Has(await bot.Ask("丙", "我的看望"), "有人去");
        Has(await bot.Ask("丙", "1"), "[1] 看门牌", "[2] 平安");
        Has(await bot.Ask("丙", "1"), "只给你看");
        await bot.Ask("丙", "我的看望");
        await bot.Ask("丙", "1");
        Has(await bot.Ask("丙", "2"), "记下了：平安");
        Assert.Equal(RefusalCode.NotFound, (await world.As(under.Partner, tx => CareVisiting.Say(tx, under.Visit, CareOutcome.Well, ""))).Refusal?.Code);
        AuditTrail.IsComplete(stage.Database.Db, CareVisitMachine.Table);
    }

    [Theory, Databases]
    public async Task A_visit_that_an_earlier_version_left_with_a_pair_of_the_past_is_open_again_with_the_next_pair(Provider provider)
    {
        var under = await UnderWay.Begin(provider, "a visit");
        await using var stage = under.Stage;
        var (first, second) = (await under.World.Member("丙"), await under.World.Member("丁"));
        await stage.Database.Db.Write(tx => tx.Run("UPDATE care_plan SET first_id = @first, second_id = @second WHERE id = @Plan", new { first, second, under.Plan }));
        Assert.Equal(["a visit is taken by somebody who is not of the pair"], Holding(under));
        await under.World.As(under.World.Secretary, tx => CarePairs.Set(tx, under.Plan, second, first).Value);
        Assert.Equal([], Holding(under));
        Assert.Equal("Due", stage.Database.Db.Read(tx => tx.First<string>("SELECT state FROM care_visit WHERE id = @Visit", new { under.Visit })));
    }

    [Theory, Databases]
    public async Task Who_takes_over_is_told_and_who_is_out_of_office_is_told_that_it_is_theirs_no_more(Provider provider)
    {
        var under = await UnderWay.Begin(provider);
        await using var stage = under.Stage;
        await using var bot = new TestBot(stage.Database.Db);
        await bot.Answers("banner");
        await bot.Ask("secretary", "待办");
        await bot.Ask("secretary", "发任务 周六上午9点到11点 浇楼前的树 要2个人");
        await under.Dismiss(under.World.Secretary);

        Has(await bot.Ask("secretary", "贺兰公园南门"), "现在不归你办了");
        Has(await bot.Ask("secretary", "待办"), "现在不归你办了");
        Has(await bot.Answers("banner"), "贺兰社区现在没有书记和副书记", "原来的负责人不再任职");
        Has(await bot.Ask("banner", "待办"), "贺兰社区没有书记", "报到", "确认名单");
        Assert.Equal(0, stage.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM agreement_contact c JOIN staff_role s ON s.person_id = c.person_id WHERE s.until_at IS NOT NULL")));
    }

    /// <summary>Appointed by name, proposed as contact of an agreement, and then somebody else by the code: nothing of the office stays with the name.</summary>
    [Theory, Databases]
    public async Task Who_ties_a_chat_to_an_office_by_its_code_has_all_that_waits_for_it(Provider provider)
    {
        var under = await UnderWay.Begin(provider);
        await using var stage = under.Stage;
        var world = under.World;
        await using var bot = new TestBot(stage.Database.Db);
        await under.Dismiss(world.Secretary);
        var code = await world.As(world.BannerOffice, tx =>
        {
            var named = Staff.Appoint(tx, new NewAppointment("王书记", null, Role.Secretary, world.Helan, null, null)).Value;
            return ChatBinding.Issue(tx, named.Id).Value;
        });
        await world.Person("接任的");

        Has(await bot.Ask("接任的", "绑定 " + code), "贺兰社区");

        Assert.Equal([], Stranded(under));
        Assert.Equal([], Holding(under));
        Has(await bot.Ask("接任的", "待办"), "报到", "转入", "陪老人聊天", "给老人理发", "时长：甲", "单位信", "居民需求", "电工查线路", "供电公司与贺兰社区共建", "求助");
        Has(await bot.Ask("接任的", "谁家该去看了"), "有人去");
        Has(await bot.Ask("接任的", "会议"), "例会");
    }

    [Theory, Databases]
    public async Task Who_leaves_takes_up_no_office_that_begins_later(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var later = await world.Member("甲");
        var begins = stage.Database.Clock.GetUtcNow().AddDays(3);
        await world.As(world.BannerOffice, tx => Staff.Appoint(tx, later, Role.Deputy, world.Helan, begins, until: null).Value);
        await world.As(later, tx => RegistrationEndings.Leave(tx).Value);
        await stage.MoveTo(begins.AddDays(1));
        Assert.Equal([world.Secretary], stage.Database.Db.Read(tx => Staff.SecretariesOf(tx, world.Helan)));
    }

    [Theory, Databases]
    public async Task Leaving_says_which_offices_end_and_a_rest_says_which_tasks_lie_in_it(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(new DateTimeOffset(2026, 11, 28, 9, 0, 0, TimeSpan.FromHours(8))));
        await world.As(await world.Member("甲"), tx => Claiming.Claim(tx, task.Id).Value);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", "退出"), "你担任的贺兰社区社区书记也一起结束");
        Has(await bot.Ask("甲", "暂停 12月20日"), "这段时间你还领着：清扫公园沙尘（11月28日周六 09:00）");
    }

    [Theory, Databases]
    public async Task What_closes_has_nothing_under_way_and_its_offices_end(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var moving = await world.Member("甲");
        await world.As(moving, tx => CommunityTransfers.Request(tx, world.Garden).Value);
        Assert.Equal(OrgRefusal.StillInUse, (await world.As(world.BannerOffice, tx => OrgTree.Close(tx, world.Garden))).Refusal?.Code);

        await world.As(moving, tx => RegistrationEndings.Leave(tx).Value);
        Assert.True((await world.As(world.BannerOffice, tx => OrgTree.Close(tx, world.Garden))).Ok);
        Assert.Empty(stage.Database.Db.Read(tx => Staff.SecretariesOf(tx, world.Garden)));
    }

    [Theory, Databases]
    public async Task Where_everybody_in_office_has_had_their_say_the_office_above_is_asked_for_the_second_yes(Provider provider)
    {
        await using var stage = await Stage.Create(provider);
        var world = stage.World;
        var task = await world.Publish(world.Draft(stage.Database.Clock.GetUtcNow().AddHours(1), hours: 6));
        var member = await world.Member("甲");
        await world.As(await world.Member("乙"), tx => Claiming.Claim(tx, task.Id).Value);
        await stage.MoveTo(task.EndsAt.AddMinutes(1));
        await world.As(world.Secretary, tx => TaskRosters.Confirm(tx, task.Id, []).Value);
        await world.As(member, tx => ChatGov.Hours.Objections.Raise(tx, claimId: null, task.Id, 300, "一直在").Value);
        await using var bot = new TestBot(stage.Database.Db);
        Has(await bot.Ask("secretary", "待办"), "时长：甲");
        await bot.Ask("secretary", "1");
        Has(await bot.Ask("secretary", "1"), "还要另一位同事也同意");
        Has(await bot.Answers("banner"), "已有一位同事同意，还要你也看一下");
        Has(await bot.Press("banner", bot.Last("banner"), 0), "甲", "已有一位同意记 5 小时");
    }

    [Theory, Databases]
    public async Task A_roster_that_was_read_for_a_unit_merged_meanwhile_goes_to_the_one_it_went_into(Provider provider)
    {
        await using var site = await Desk.DeskSite.Start(provider);
        var other = await site.World.UnitOf("供水公司", "另一个联络员");
        var token = await site.TokenOf(site.World.BannerOffice);
        var import = await Rosters.RosterImportTests.Upload(site, token, "姓名,手机,单位\n王小明,19900000009,供电公司\n");
        (await site.Post($"/api/v1/organisations/{site.World.Unit}/merge", token, new { intoId = other })).Is(System.Net.HttpStatusCode.OK);
        (await site.Post($"/api/v1/roster-imports/{import["id"]}/apply", token)).Is(System.Net.HttpStatusCode.OK);
        await Rosters.RosterImportTests.WhenOver(site, token, (long)import["id"]!);
        Assert.Equal([other], site.Database.Db.Read(tx => tx.All<long>("SELECT unit_id FROM roster WHERE name = '王小明' AND left_at IS NULL")));
    }

    /// <summary>What is open and on nobody's list who holds an office now; an office that stands empty is on the list of the one above.</summary>
    private static List<string> Stranded(UnderWay under) => under.Stage.Database.Db.Read(tx =>
    {
        var holders = tx.All<long>(
            """
            SELECT DISTINCT s.person_id FROM held_role s JOIN person p ON p.id = s.person_id
            WHERE s.from_at <= @Now AND (s.until_at IS NULL OR s.until_at > @Now) AND p.left_at IS NULL AND p.erased_at IS NULL ORDER BY s.person_id
            """,
            new { tx.Now });

        // Above the banner's office there is none: it is whoever runs the program who appoints there.
        var isOperated = tx.Exists("SELECT COUNT(*) FROM held_role WHERE role = 'BannerOffice' AND from_at <= @Now AND (until_at IS NULL OR until_at > @Now)", new { tx.Now });
        return under.Things.Where(thing => thing.IsOpen(tx) && (isOperated || thing.Org != under.World.Banner) && !holders.Exists(holder => IsOnAList(tx.As(Actor.Person(holder)), thing))).Select(thing => thing.Name).ToList();
    });

    private static bool IsOnAList(Tx tx, UnderWay.Thing thing) => thing.IsSeen(tx) || Waiting.Find(tx).Items.Any(item => item.Kind == ToDoKind.Vacancy && item.Id == thing.Org);

    /// <summary>What people hold who are gone.</summary>
    private static List<string> Holding(UnderWay under) =>
        under.Stage.Database.Db.Read(tx => Rules.Where(each => tx.Count(each.Sql, new { tx.Now }) > 0).Select(each => each.What).ToList());

    /// <summary>As the banner's office acts at the desk.</summary>
    private static Tx Office(Tx tx, UnderWay under) => tx.As(Actor.Person(under.World.BannerOffice) with { Grant = new Grant(0, Role.BannerOffice, under.World.Banner) });
}
