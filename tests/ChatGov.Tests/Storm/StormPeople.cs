using System.Globalization;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Storm;

/// <summary>One member of the storm. Every second is on WeCom; every fifth takes a task; a few say several things in one breath, a few cannot be reached.</summary>
internal sealed record StormMember(int Number)
{
    public const int SaysInABreath = 6;

    public bool IsOnWeCom => Number % 2 == 1;

    public bool TakesATask => Number % 5 == 0;

    public bool IsTalkative => Number % 97 == 3;

    public bool IsGone => Number % 61 == 7;

    public long Account => 100_000 + Number;

    public string UserId => IsOnWeCom ? "wx" + Number.ToString(CultureInfo.InvariantCulture) : Account.ToString(CultureInfo.InvariantCulture);

    public string Channel => IsOnWeCom ? "wecom" : "telegram";

    public IEnumerable<string> Words => Enumerable.Range(1, IsTalkative ? SaysInABreath : 1).Select(i => string.Create(CultureInfo.InvariantCulture, $"成员{Number}的第{i}件"));
}

internal static class StormPeople
{
    private const int AtOnce = 100;

    public static async Task<World> Prepare(Db db, IReadOnlyList<StormMember> members, int seats)
    {
        var world = await World.Create(db);
        foreach (var i in Enumerable.Range(0, 4))
        {
            await world.Publish(world.Draft(db.Time.GetUtcNow().AddDays(4 + i), places: Math.Max(1, seats / 4)));
        }

        foreach (var some in members.Chunk(AtOnce))
        {
            await db.Write(tx => Array.ForEach(some, member => Add(tx, world, member)));
        }

        // Only what the storm itself causes is counted.
        await db.Write(tx => tx.Run("DELETE FROM outbox"));

        // The staff of this world are on a messenger that nobody serves here.
        await db.Write(tx => tx.Run("UPDATE chat_identity SET unreachable = TRUE WHERE channel = 'fake'"));
        return world;
    }

    private static void Add(Tx tx, World world, StormMember member)
    {
        tx.As(Actor.System);
        var id = Joining.Agree(tx, new ChatOwner(member.Channel, member.UserId, member.UserId), Language.Chinese);
        if (!member.TakesATask)
        {
            return;
        }

        tx.As(Actor.Person(id));
        var submitted = RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = world.Helan, Name = "成员" + member.Number.ToString(CultureInfo.InvariantCulture) }).Value;
        tx.As(Actor.Person(world.Secretary));
        RegistrationDecisions.Approve(tx, submitted.Id);
    }
}
