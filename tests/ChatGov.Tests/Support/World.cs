using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Tests.Support;

/// <summary>
/// A small banner for tests: two streets with a community each, a unit, and the people one asks for by name.
/// All chat identities are on the fake messenger, user id = the name given.
/// </summary>
public sealed class World
{
    private readonly Db _db;

    private World(Db db) => _db = db;

    public long Banner { get; private set; }

    public long Helan { get; private set; }

    public long Garden { get; private set; }

    public long Unit { get; private set; }

    public long Secretary { get; private set; }

    public long OtherSecretary { get; private set; }

    public long Liaison { get; private set; }

    public long BannerOffice { get; private set; }

    /// <summary>The demo's banner instead, with its own people.</summary>
    public static async Task<World> Demo(Db db)
    {
        await db.Write(ChatGov.Demo.DemoBanner.Load);
        return new World(db);
    }

    public static async Task<World> Create(Db db)
    {
        var world = new World(db);
        await db.Write(tx =>
        {
            world.Banner = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "测试旗" }).Value;
            var street = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = world.Banner, Name = "东街道" }).Value;
            var other = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = world.Banner, Name = "西街道" }).Value;
            world.Helan = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Community, ParentId = street, Name = "贺兰社区" }).Value;
            world.Garden = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Community, ParentId = other, Name = "园林社区" }).Value;
            world.Unit = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = world.Banner, Name = "供电公司", PartnerOrgId = world.Garden }).Value;
            world.Secretary = AddPerson(tx, "书记甲", "secretary");
            world.OtherSecretary = AddPerson(tx, "书记乙", "other-secretary");
            world.Liaison = AddPerson(tx, "联络员", "liaison");
            world.BannerOffice = AddPerson(tx, "旗委办", "banner");
            Staff.Appoint(tx, world.Secretary, Role.Secretary, world.Helan, tx.Now, until: null);
            Staff.Appoint(tx, world.OtherSecretary, Role.Secretary, world.Garden, tx.Now, until: null);
            Staff.Appoint(tx, world.Liaison, Role.UnitLiaison, world.Unit, tx.Now, until: null);
            Staff.Appoint(tx, world.BannerOffice, Role.BannerOffice, world.Banner, tx.Now, until: null);
        });
        return world;
    }

    /// <summary>One more unit with its own liaison, who is on the fake messenger by that name.</summary>
    public Task<long> UnitOf(string name, string liaison) => _db.Write(tx =>
    {
        var unit = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Unit, ParentId = Banner, Name = name, PartnerOrgId = Helan }).Value;
        Staff.Appoint(tx, AddPerson(tx, liaison, liaison), Role.UnitLiaison, unit, tx.Now, until: null);
        return unit;
    });

    /// <summary>A person has an account on a messenger, whose chats are named as its users are.</summary>
    public static void Bind(Tx tx, string channel, string user, long person) => tx.Run(
        "INSERT INTO chat_identity (channel, user_id, chat_id, person_id, linked_at) VALUES (@channel, @user, @user, @person, @Now)",
        new { channel, user, person, tx.Now });

    /// <summary>A person with consent and a chat identity.</summary>
    public Task<long> Person(string name) => _db.Write(tx => AddPerson(tx, name, name));

    /// <summary>A person registered and confirmed in a community.</summary>
    public Task<long> Member(string name, long? community = null) => _db.Write(tx =>
    {
        var id = AddPerson(tx, name, name);
        tx.As(Actor.Person(id));
        var submitted = RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = community ?? Helan, Name = name }).Value;
        tx.As(Actor.Person(community == Garden ? OtherSecretary : Secretary));
        RegistrationDecisions.Approve(tx, submitted.Id);
        return id;
    });

    public async Task<List<long>> Members(int count)
    {
        var ids = new List<long>();
        foreach (var i in Enumerable.Range(0, count))
        {
            ids.Add(await Member($"成员{i:000}"));
        }

        return ids;
    }

    public TaskDraft Draft(DateTimeOffset startsAt, int places = 5, double hours = 2) => new()
    {
        Title = "清扫公园沙尘",
        StartsAt = startsAt,
        EndsAt = startsAt.AddHours(hours),
        Place = "贺兰公园南门",
        Places = places,
        Bring = "手套",
        ContactName = "书记甲",
        ContactPhone = "19900001234",
        Risk = "注意脚下台阶",
    };

    public Task<VolunteerTask> Publish(TaskDraft draft) =>
        As(Secretary, tx => TaskPublishing.Publish(tx, Helan, draft).Value);

    public Task<T> As<T>(long personId, Func<Tx, T> work) => _db.Write(tx => work(tx.As(Actor.Person(personId))));

    private static long AddPerson(Tx tx, string name, string userId)
    {
        var id = Joining.Agree(tx, new ChatOwner("fake", userId, userId), Language.Chinese);
        Persons.KeepName(tx, id, name);
        return id;
    }
}
