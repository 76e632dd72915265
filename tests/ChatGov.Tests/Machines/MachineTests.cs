using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Machines;

public sealed class MachineTests
{
    [Theory, Databases]
    public async Task Every_machine_is_whole(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);

        foreach (var machine in Features.All.SelectMany(feature => feature.Machines))
        {
            Check((dynamic)machine, database.Db);
        }

    }

    private static void Check<TState>(Machine<TState> machine, Db db)
        where TState : struct, Enum
    {
        var all = Enum.GetValues<TState>();
        Assert.Equal(
            all.Select(state => state.ToString()).Order(StringComparer.Ordinal),
            db.Read(tx => tx.All<string>($"SELECT code FROM {machine.Entity}_state")).Order(StringComparer.Ordinal));

        var born = machine.Transitions.Where(row => row.From is null).Select(row => row.To);
        Assert.Equal(all.Order(), Reach(machine, born).Order());
        Assert.All(all.Except(machine.Terminal), state =>
            Assert.NotEmpty(Reach(machine, [state]).Intersect(machine.Terminal)));
        foreach (var (from, to) in all.SelectMany(from => all.Select(to => (from, to))))
        {
            var rows = machine.Find(from, to).ToList();
            Assert.Equal(rows.Count, machine.Transitions.Count(each => Equals(each.From, from) && each.To.Equals(to)));
            Assert.Equal(rows.Sum(row => (int)row.By), rows.Aggregate(0, (all, row) => all | (int)row.By));
            Assert.Equal(rows.Aggregate(Who.None, (all, row) => all | row.By), Enum.GetValues<Who>().Where(who => machine.Allows(from, to, who)).Aggregate(Who.None, (sum, who) => sum | who));
            Assert.All(rows, row => Assert.NotEqual(Who.None, row.By));
            foreach (var row in rows.Where(row => row.Reason))
            {
                Assert.Throws<InvalidOperationException>(() => machine.Require(from, to, row.By, " "));
                machine.Require(from, to, row.By, "why");
            }
        }
    }

    private static HashSet<TState> Reach<TState>(Machine<TState> machine, IEnumerable<TState> from)
        where TState : struct, Enum
    {
        var reached = new HashSet<TState>(from);
        var open = new Queue<TState>(reached);
        while (open.TryDequeue(out var state))
        {
            foreach (var row in machine.Transitions.Where(row => Equals(row.From, state) && reached.Add(row.To)))
            {
                open.Enqueue(row.To);
            }
        }

        return reached;
    }
}
