using System.Security.Cryptography;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

/// <summary>A key that is to go: everything moves to the new one, whatever column it is in, and the old one may be thrown away.</summary>
public sealed class RekeyingTests
{
    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(32);

    [Theory, Databases]
    public async Task Everything_moves_to_the_current_key_and_phones_are_found_before_during_and_after(Provider provider)
    {
        using var before = new Vault(1, new Dictionary<int, byte[]> { [1] = Old });
        using var both = new Vault(2, new Dictionary<int, byte[]> { [1] = Old, [2] = New });
        await using var database = TestDatabase.Create(provider, before);
        var world = await World.Create(database.Db);
        var people = await world.Members(3);
        await database.Db.Write(tx => people.ForEach(person => Persons.KeepPhone(tx, person, $"1990000000{person % 10}")));
        await database.Db.Write(tx => Roster.Add(tx, world.Unit, "李小红", "19911112222"));
        await world.Publish(world.Draft(TestClock.Start.AddDays(2)));
        var all = OpenedColumns.All(database.Db);

        await using var renewed = Open(database, provider, both);
        Assert.Equal(all.Count, Rekeying.Left(renewed).Sum(each => each.Values));
        using var stopped = new CancellationTokenSource();
        await stopped.CancelAsync();
        Assert.Equal(0, await Rekeying.Run(renewed, stopped.Token));
        Assert.Equal("李小红", Find(renewed, people[0])?.Name);
        Assert.Equal(all.Count, await Rekeying.Run(renewed, CancellationToken.None));
        Assert.Equal(0, await Rekeying.Run(renewed, CancellationToken.None));
        Assert.Empty(Rekeying.Left(renewed));

        using var after = new Vault(2, new Dictionary<int, byte[]> { [2] = New });
        await using var later = Open(database, provider, after);
        Assert.Equal($"1990000000{people[0] % 10}", later.Read(tx => Persons.PhoneOf(tx, people[0])));
        Assert.Equal("李小红", Find(later, people[0])?.Name);
        Assert.Equal(all.Select(each => each.Text).Order(StringComparer.Ordinal), OpenedColumns.All(later).Select(each => each.Text).Order(StringComparer.Ordinal));
    }

    /// <summary>Nobody can make the hash of a code anew: it ends by itself, or is ended when its key has to go at once.</summary>
    [Theory, Databases]
    public async Task Codes_and_tokens_hold_as_long_as_their_key_is_there_and_can_be_ended_with_it(Provider provider)
    {
        using var before = new Vault(1, new Dictionary<int, byte[]> { [1] = Old });
        using var both = new Vault(2, new Dictionary<int, byte[]> { [1] = Old, [2] = New });
        await using var database = TestDatabase.Create(provider, before);
        var world = await World.Create(database.Db);
        var role = database.Db.Read(tx => tx.First<long>("SELECT id FROM staff_role WHERE person_id = @Secretary", new { world.Secretary }));
        var token = await database.Db.Write(tx => ApiTokens.Create(tx, new NewToken("台式机", role, null, 30)).Value.Secret);

        await using var renewed = Open(database, provider, both);
        await Rekeying.Run(renewed, CancellationToken.None);
        Assert.Equal(Entry.In, renewed.Read(tx => Entering.By(tx, token)).Entry);
        Assert.Equal(new NeedsOldKey("api_token.secret_hash", 1), Assert.Single(Rekeying.Left(renewed)));

        Assert.Equal(1, await renewed.Write(KeyedSecrets.End));
        Assert.Empty(Rekeying.Left(renewed));
        Assert.Equal(Entry.Unknown, renewed.Read(tx => Entering.By(tx, token)).Entry);
    }

    private static Db Open(TestDatabase database, Provider provider, Vault vault) => provider == Provider.Sqlite
        ? new SqliteDb(database.ConnectionString, database.Clock, vault)
        : new PostgresDb(database.ConnectionString, database.Clock, vault);

    private static RosterRow? Find(Db db, long person) => db.Read(tx => Roster.FindByPhone(tx, "19911112222", person));
}
