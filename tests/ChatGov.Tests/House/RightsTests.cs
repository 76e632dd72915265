using System.Reflection;
using System.Text.RegularExpressions;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>Who may what is said once: the question of a use case and the condition of a list are one text.</summary>
public sealed partial class RightsTests
{
    [Fact]
    public void Every_right_is_on_the_list() => Assert.Equal(
        typeof(Can).GetFields(BindingFlags.Public | BindingFlags.Static).Where(field => field.FieldType == typeof(Can)).Select(field => ((Can)field.GetValue(null)!).Name),
        Can.All.Select(can => can.Name));

    [Theory, Databases]
    public async Task A_right_holds_over_the_place_of_the_role_and_below_it_in_time_and_within_the_grant(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var street = database.Db.Read(tx => tx.Count("SELECT parent_id FROM org WHERE id = @Helan", new { world.Helan }));
        foreach (var can in Can.All)
        {
            foreach (var (role, place) in new[] { (Role.Secretary, world.Helan), (Role.Deputy, world.Helan), (Role.GridWorker, world.Helan), (Role.UnitLiaison, world.Unit), (Role.StreetOffice, street), (Role.BannerOffice, world.Banner) })
            {
                var person = await world.Person($"{can.Name} {role}");
                var appointment = await database.Db.Write(tx => Staff.Appoint(tx, person, role, place, tx.Now, tx.Now.AddDays(1)).Value);
                foreach (var org in new[] { world.Helan, world.Garden, world.Unit, street, world.Banner })
                {
                    var expected = can.Roles.Contains(role) && database.Db.Read(tx => OrgTree.IsUnder(tx, org, place));
                    Assert.Equal(expected, await Holds(database.Db, Actor.Person(person), can, org));
                    Assert.Equal(expected, await Holds(database.Db, new Actor(person, Grant: new Grant(1, role, place)), can, org));
                    Assert.False(await Holds(database.Db, new Actor(person, Grant: new Grant(1, role == Role.Secretary ? Role.Deputy : Role.Secretary, place)), can, org));
                    Assert.False(await Holds(database.Db, new Actor(person, Grant: new Grant(1, role, world.Garden)), can, world.Helan));
                }

                Assert.Equal(
                    can.Roles.Contains(role) ? new[] { world.Helan, world.Garden }.Where(org => database.Db.Read(tx => OrgTree.IsUnder(tx, org, place))) : [],
                    await database.Db.Write(tx => can.Communities(tx.As(Actor.Person(person))).ConvertAll(each => each.Id)));
                database.Clock.Advance(TimeSpan.FromDays(1));
                Assert.False(await Holds(database.Db, Actor.Person(person), can, place));
                Assert.True(appointment > 0);
            }

            Assert.False(await Holds(database.Db, Actor.System, can, world.Helan));
        }
    }

    /// <summary>The view is asked by the rules of who may what alone: a condition written beside them would drift.</summary>
    [Fact]
    public void Nothing_else_asks_who_acts_where()
    {
        var asking = Project.Sources().Where(file => Asking().IsMatch(file.Text)).Select(file => Path.GetFileName(file.Path)).ToList();

        Assert.Equal(["Can.cs"], asking);
    }

    [Theory]
    [InlineData("SELECT 1 FROM acting a WHERE a.person_id = 1", true)]
    [InlineData("JOIN acting held ON", true)]
    [InlineData("who is acting from here", false)]
    public void What_asks_it_is_found(string text, bool isFound) => Assert.Equal(isFound, Asking().IsMatch(text));

    // By the question and by the condition of a list, which are never of two minds.
    private static async Task<bool> Holds(Db db, Actor actor, Can can, long org)
    {
        var (asked, listed) = await db.Write(tx =>
        {
            tx.As(actor);
            return (can.Over(tx, org), tx.All<long>($"SELECT o.id FROM org o WHERE {can.On("o.id")}").Contains(org));
        });
        Assert.Equal(asked, listed);
        return asked;
    }

    [GeneratedRegex(@"\b(FROM|JOIN) acting\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Asking();
}
