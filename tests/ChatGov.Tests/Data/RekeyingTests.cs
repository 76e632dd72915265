using System.Security.Cryptography;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

public sealed class RekeyingTests
{
    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(32);

    [Theory, Databases]
    public async Task Phones_move_to_the_current_key_and_are_found_before_during_and_after(Provider provider)
    {
        using var before = new Vault(1, new Dictionary<int, byte[]> { [1] = Old });
        using var both = new Vault(2, new Dictionary<int, byte[]> { [1] = Old, [2] = New });
        await using var database = TestDatabase.Create(provider, before);
        var world = await World.Create(database.Db);
        var people = await world.Members(3);
        await database.Db.Write(tx => people.ForEach(person => Persons.KeepPhone(tx, person, $"1990000000{person % 10}")));
        await database.Db.Write(tx => Roster.Add(tx, world.Unit, "李小红", "19911112222"));
        await world.Publish(world.Draft(TestClock.Start.AddDays(2)));

        await using Db renewed = provider == Provider.Sqlite
            ? new SqliteDb(database.ConnectionString, database.Clock, both)
            : new PostgresDb(database.ConnectionString, database.Clock, both);
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.Equal(0, await Rekeying.Run(renewed, stopped.Token));
        Assert.Equal(5, await Rekeying.Run(renewed, CancellationToken.None));
        Assert.Equal(0, await Rekeying.Run(renewed, CancellationToken.None));

        using var after = new Vault(2, new Dictionary<int, byte[]> { [2] = New });
        await using Db later = provider == Provider.Sqlite
            ? new SqliteDb(database.ConnectionString, database.Clock, after)
            : new PostgresDb(database.ConnectionString, database.Clock, after);
        Assert.Equal($"1990000000{people[0] % 10}", later.Read(tx => Persons.PhoneOf(tx, people[0])));
        Assert.Equal(1, later.Read(tx => tx.Count("SELECT COUNT(*) FROM roster WHERE phone_hash = @hash", new { hash = after.Hash("19911112222") })));
        Assert.Equal(0, later.Read(tx => tx.Count("SELECT COUNT(*) FROM task WHERE contact_phone_key_id <> 2")));
        Assert.Equal(5, later.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE action = 'rekey'")));
    }
}
