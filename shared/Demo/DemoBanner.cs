using ChatGov.Claims;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Demo;

/// <summary>
/// The demo banner: public names of places, everything else made up, the same each time. 147 communities and gachas,
/// 200 units, 5 075 members on rosters, a few hundred tasks. It loads only into an empty database, and marks it.
/// </summary>
public static class DemoBanner
{
    public const int UnitCount = 200;
    public const int MemberCount = 5_075;
    public const int TaskCount = 320;
    private const int RegisteredCount = 60;

    /// <summary>The unit and roster place of the persona who has not reported yet.</summary>
    internal const int NewcomerIndex = 0;

    public static bool IsLoaded(Tx tx) => Purpose.Of(tx) == Purpose.Demo;

    /// <summary>Nothing is in the database, and no messenger was ever served on it.</summary>
    public static bool CanLoad(Tx tx) => Purpose.Of(tx) is null && IsEmpty(tx);

    /// <returns>False when the database has anything in it, or is for something else: then nothing is touched.</returns>
    public static bool Load(Tx tx)
    {
        if (!CanLoad(tx) || !Purpose.Make(tx, Purpose.Demo))
        {
            return false;
        }

        var banner = OrgTree.Insert(tx, new NewOrg { Kind = OrgKind.Banner, Name = DemoPlaces.BannerName, DivisionCode = DemoPlaces.BannerCode });
        var communities = Communities(tx, banner);
        var units = Units(tx, banner, communities);
        Committees(tx, banner, units, communities);
        var secretaries = StaffOf(tx, banner, communities, units);
        var roster = Rosters(tx, units);
        var members = Registered(tx, roster, communities, secretaries);
        TasksOf(tx, communities, secretaries, members);
        Past(tx, communities, secretaries, members);
        DemoPersonas.Bind(tx, roster, communities, units, members);
        tx.Audit("demo", 0, "load");
        return true;
    }

    /// <summary>Everything stands in the tree or belongs to a person.</summary>
    public static bool IsEmpty(Tx tx) => !tx.Exists("SELECT COUNT(*) FROM (SELECT 1 FROM org UNION ALL SELECT 1 FROM person) t");

    private static List<OrgName> Communities(Tx tx, long banner)
    {
        var places = DemoPlaces.Load().ConvertAll(place => (place, Id: OrgTree.Insert(
            tx, new NewOrg { Kind = place.Kind, ParentId = banner, Name = place.Name, DivisionCode = place.Code })));
        var towns = places.Where(each => each.place.Kind is OrgKind.Street).ToList();
        var countryside = places.Where(each => each.place.Kind is not OrgKind.Street).ToList();
        var communities = Under(tx, towns, OrgKind.Community, DemoPlaces.Communities, "社区");
        var gachas = Under(tx, countryside, OrgKind.Gacha, DemoPlaces.Gachas, "嘎查");
        foreach (var (community, i) in communities.Select((community, i) => (community, i)))
        {
            tx.Run("INSERT INTO estate (org_id, name) VALUES (@Id, @name)", new { community.Id, name = $"示范{Numeral(i + 1)}小区" });
            foreach (var grid in Enumerable.Range(1, 3))
            {
                OrgTree.Insert(tx, new NewOrg { Kind = OrgKind.Grid, ParentId = community.Id, Name = $"第{Numeral(grid)}网格" });
            }
        }

        return [.. communities, .. gachas];
    }

    private static List<OrgName> Under(Tx tx, List<(DemoPlace Place, long Id)> parents, OrgKind kind, int count, string ending)
    {
        var made = new List<OrgName>();
        foreach (var (place, id) in parents)
        {
            made.AddRange(DemoPlaces.Named.GetValueOrDefault(place.Name, [])
                .Where(name => name.EndsWith(ending, StringComparison.Ordinal))
                .Select(name => Add(tx, kind, id, name)));
        }

        for (var i = 1; made.Count < count; i++)
        {
            made.Add(Add(tx, kind, parents[i % parents.Count].Id, $"示范{Numeral(i)}{ending}"));
        }

        return made;
    }

    private static OrgName Add(Tx tx, OrgKind kind, long parent, string name) =>
        new() { Id = OrgTree.Insert(tx, new NewOrg { Kind = kind, ParentId = parent, Name = name }), Name = name };

    private static List<OrgName> Units(Tx tx, long banner, List<OrgName> communities) =>
    [
        .. Enumerable.Range(0, UnitCount).Select(i => new OrgName
        {
            Name = DemoNames.Unit(i),
            Id = OrgTree.Insert(tx, new NewOrg
            {
                Kind = OrgKind.Unit,
                ParentId = banner,
                Name = DemoNames.Unit(i),
                Uscc = Code(i),
                UnitLevel = i % 9 == 0 ? UnitLevel.League : UnitLevel.Banner,
                PartnerOrgId = communities[i % communities.Count].Id,
            }),
        }),
    ];

    /// <summary>A code of the right form with its check character; the body says that it is a demo's.</summary>
    private static Uscc? Code(int index)
    {
        var kind = new[] { "11", "12", "13", "91", "51" }[index % 5];
        var body = string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{kind}152921DEM1{index:00000}");
        return Uscc.Read(body + Uscc.CheckOf(body));
    }

    private static void Committees(Tx tx, long banner, List<OrgName> units, List<OrgName> communities)
    {
        var committee = OrgTree.Insert(tx, new NewOrg { Kind = OrgKind.JointCommittee, ParentId = banner, Name = "示范区域化联合党委" });
        foreach (var unit in units.Take(6))
        {
            tx.Run("INSERT INTO joint_committee_member (committee_id, unit_id, since) VALUES (@committee, @Id, @Now)", new { committee, unit.Id, tx.Now });
        }

        foreach (var community in communities.Take(9))
        {
            tx.Run("INSERT INTO org_tag (org_id, tag, label) VALUES (@Id, 'Showcase', '城市融合党建示范点')", new { community.Id });
        }

        foreach (var (code, label) in new[] { ("GridLead", "网格长"), ("GridWorker", "网格员") })
        {
            tx.Run("INSERT INTO role_tag_kind (code, label) VALUES (@code, @label)", new { code, label });
        }
    }

    /// <returns>The secretary of each community, in the same order.</returns>
    private static List<long> StaffOf(Tx tx, long banner, List<OrgName> communities, List<OrgName> units)
    {
        const int afterMembers = 10_000;
        var secretaries = communities.Select((community, i) => Appointed(tx, afterMembers + i, Role.Secretary, community.Id)).ToList();
        foreach (var (community, i) in communities.Take(5).Select((community, i) => (community, i)))
        {
            Appointed(tx, afterMembers + 500 + i, Role.Deputy, community.Id);
        }

        foreach (var (unit, i) in units.Select((unit, i) => (unit, i)))
        {
            Appointed(tx, afterMembers + 1_000 + i, Role.UnitLiaison, unit.Id);
        }

        Appointed(tx, afterMembers + 2_000, Role.BannerOffice, banner);
        return secretaries;
    }

    private static long Appointed(Tx tx, int index, Role role, long orgId)
    {
        var id = PersonRow(tx, DemoNames.Person(index), DemoNames.Phone(index));
        tx.Run(
            "INSERT INTO staff_role (person_id, role, org_id, from_at) VALUES (@id, @role, @orgId, @Now)",
            new { id, role = role.ToString(), orgId, tx.Now });
        return id;
    }

    private static long PersonRow(Tx tx, string name, string phone)
    {
        var id = tx.Insert("INSERT INTO person (name, language, created_at) VALUES (@name, @language, @Now) RETURNING id", new { name, language = Language.Chinese, tx.Now });
        Persons.KeepPhone(tx, id, phone);
        tx.Run(
            "INSERT INTO consent (person_id, scope, version, given_at) VALUES (@id, 'Service', @CurrentVersion, @Now)",
            new { id, Consents.CurrentVersion, tx.Now });
        return id;
    }

    private static List<long> Rosters(Tx tx, List<OrgName> units) =>
        [.. Enumerable.Range(0, MemberCount).Select(i => Roster.Add(tx, units[i % UnitCount].Id, DemoNames.Person(i), DemoNames.Phone(i)))];

    /// <summary>A few who have reported, so that lists look lived in.</summary>
    private static List<long> Registered(Tx tx, List<long> roster, List<OrgName> communities, List<long> secretaries)
    {
        var members = new List<long>();
        foreach (var i in Enumerable.Range(0, RegisteredCount))
        {
            var index = 100 + i;
            var person = PersonRow(tx, DemoNames.Person(index), DemoNames.Phone(index));
            var place = i % 12;
            tx.Run("UPDATE roster SET person_id = @person WHERE id = @id", new { person, id = roster[index] });
            tx.Run("UPDATE person SET kind = 'ServingMember' WHERE id = @person", new { person });
            tx.Run(
                """
                INSERT INTO registration (number, kind, person_id, org_id, roster_id, state, submitted_at, confirmed_at, confirmed_by, created_at)
                VALUES (@number, 'Home', @person, @org, @rosterId, 'Active', @Now, @Now, @secretary, @Now)
                """,
                new { number = Numbers.Next(tx, "BD"), person, org = communities[place].Id, rosterId = roster[index], secretary = secretaries[place], tx.Now });
            members.Add(person);
        }

        return members;
    }

    private static void TasksOf(Tx tx, List<OrgName> communities, List<long> secretaries, List<long> members)
    {
        var today = Shanghai.Day(tx.Now);
        foreach (var i in Enumerable.Range(0, TaskCount))
        {
            var template = DemoTasks.All[i % DemoTasks.All.Count];
            var place = i % communities.Count;
            var day = today.AddDays(1 + (int)(DemoNames.Mix((uint)i) % 21));
            var taskId = InsertTask(tx, template, communities[place].Id, secretaries[place], Shanghai.At(day, new TimeOnly(template.Hour, 0)));

            // Every fifth task has somebody already: one task a person, so nothing can clash.
            if (i % 5 == 0 && i / 5 < members.Count && template.Places > 1)
            {
                Claimed(tx, taskId, members[i / 5], number: 1, ClaimState.Confirmed);
            }
        }
    }

    /// <summary>What lies behind: hours served, and one task of yesterday whose roster waits for the secretary of 贺兰山.</summary>
    private static void Past(Tx tx, List<OrgName> communities, List<long> secretaries, List<long> members)
    {
        foreach (var weeks in Enumerable.Range(1, 8))
        {
            var place = weeks % 12;
            var startsAt = Shanghai.At(Shanghai.Day(tx.Now).AddDays(-7 * weeks), new TimeOnly(9, 0));
            var taskId = InsertTask(tx, DemoTasks.All[weeks], communities[place].Id, secretaries[place], startsAt, TaskState.Closed);
            foreach (var (member, i) in members.Where((_, i) => i % 12 == place).Take(Math.Min(3, DemoTasks.All[weeks].Places)).Select((member, i) => (member, i)))
            {
                Serve(tx, taskId, member, i + 1, secretaries[place], startsAt, DemoTasks.All[weeks].Hours * 60);
            }
        }

        var helan = communities.FindIndex(each => each.Name == DemoPersonas.Community);
        var yesterday = Shanghai.At(Shanghai.Day(tx.Now).AddDays(-1), new TimeOnly(9, 0));
        var waiting = InsertTask(tx, DemoTasks.All[13], communities[helan].Id, secretaries[helan], yesterday, TaskState.AwaitingConfirm);
        foreach (var (member, i) in members.Where((_, i) => i % 12 == helan).Select((member, i) => (member, i)))
        {
            Claimed(tx, waiting, member, i + 1, ClaimState.Confirmed);
        }
    }

    private static void Serve(Tx tx, long taskId, long personId, int number, long confirmer, DateTimeOffset startsAt, int minutes)
    {
        var claimId = Claimed(tx, taskId, personId, number, ClaimState.Recorded);
        tx.Run(
            "UPDATE claim SET minutes = @minutes, confirmed_by = @confirmer, confirmed_at = @startsAt WHERE id = @claimId",
            new { claimId, minutes, confirmer, startsAt });
        tx.Run(
            """
            INSERT INTO service_record (claim_id, person_id, task_id, day, minutes, revision, confirmed_by, recorded_at)
            VALUES (@claimId, @personId, @taskId, @day, @minutes, 1, @confirmer, @startsAt)
            """,
            new { claimId, personId, taskId, day = Shanghai.DayKey(startsAt), minutes, confirmer, startsAt });
    }

    private static long Claimed(Tx tx, long taskId, long personId, int number, ClaimState state)
    {
        tx.Run("UPDATE task SET taken = @number, next_number = @next WHERE id = @taskId", new { taskId, number, next = number + 1 });
        return tx.Insert(
            "INSERT INTO claim (task_id, person_id, number, state, claimed_at) VALUES (@taskId, @personId, @number, @state, @Now) RETURNING id",
            new { taskId, personId, number, state = state.ToString(), tx.Now });
    }

    private static long InsertTask(
        Tx tx, DemoTask task, long orgId, long organiser, DateTimeOffset startsAt, TaskState state = TaskState.Published)
    {
        var endsAt = startsAt.AddHours(task.Hours);
        var id = tx.NextId("task");
        tx.Run(
            """
            INSERT INTO task (id, org_id, title, place, bring, risk, risk_level, contact_name_cipher, contact_phone_cipher, skill,
                              starts_at, ends_at, places, organiser_id, state, published_at, created_at)
            VALUES (@id, @orgId, @Title, @Place, @Bring, @Risk, 'Low', @contact, @phone, @skill,
                   @startsAt, @endsAt, @Places, @organiser, @state, @Now, @Now)
            """,
            new
            {
                id,
                contact = TaskSeals.ContactName.SealWords(tx.Vault, id, tx.First<string>("SELECT name FROM person WHERE id = @organiser", new { organiser })),
                phone = TaskSeals.ContactPhone.SealWords(tx.Vault, id, Persons.PhoneOf(tx, organiser)),
                orgId, task.Title, task.Place, task.Bring, task.Risk, skill = task.Skill.ToString(), startsAt, endsAt, task.Places, organiser, state = state.ToString(), tx.Now });
        if (state == TaskState.Published)
        {
            TaskMachine.Table.Rearm(tx, id);
        }

        return id;
    }

    /// <summary>一, 十二, 一百零三: numerals as names of places are written.</summary>
    internal static string Numeral(int number)
    {
        const string digits = "零一二三四五六七八九";
        if (number >= 100)
        {
            var rest = number % 100;
            var tail = rest == 0 ? "" : rest < 10 ? "零" + digits[rest] : rest < 20 ? "一" + Numeral(rest) : Numeral(rest);
            return $"{digits[number / 100]}百{tail}";
        }

        return number < 10
            ? digits[number].ToString()
            : $"{(number < 20 ? "" : digits[number / 10])}十{(number % 10 == 0 ? "" : digits[number % 10])}";
    }
}
