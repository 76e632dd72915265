using System.Security.Cryptography;
using System.Text.Json;
using ChatGov.Access;
using ChatGov.Calendars;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

/// <summary>A key that is to go: everything moves to the new one, whatever column it is in, and the old one may be thrown away.</summary>
public sealed class RekeyingTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-keys-").FullName;

    private static readonly byte[] Old = RandomNumberGenerator.GetBytes(32);
    private static readonly byte[] New = RandomNumberGenerator.GetBytes(32);

    public void Dispose() => Directory.Delete(_folder, recursive: true);

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

    /// <summary>Nobody can make the hash of a code anew: it ends by itself, or is ended when its key has to go at once. Until then no program starts without its key.</summary>
    [Theory, Databases]
    public async Task Codes_and_tokens_hold_as_long_as_their_key_is_there_and_can_be_ended_with_it(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await database.Restart(KeyFile("before", current: 1, (1, Old)));
        var world = await World.Create(database.Db);
        var role = database.Db.Read(tx => Appointments.OfPerson(tx, world.Secretary))[0].Id;
        var token = await database.Db.Write(tx => ApiTokens.Create(tx, new NewToken("台式机", role, null, 30)).Value.Secret);

        var (both, after) = (KeyFile("both", current: 2, (1, Old), (2, New)), KeyFile("after", current: 2, (2, New)));
        await database.Restart(both);
        await Rekeying.Run(database.Db, CancellationToken.None);
        Assert.Equal(Entry.In, database.Db.Read(tx => Entering.By(tx, token)).Entry);
        Assert.Equal([new("api_token.secret_hash", 1), new("setting.value", 1)], Rekeying.Left(database.Db));
        await Assert.ThrowsAsync<ConfigurationFault>(() => database.Restart(after));

        await database.Restart(both);
        Assert.Equal(1, await database.Db.Write(KeyRetiring.End));
        Assert.Equal([new("setting.value", 1)], Rekeying.Left(database.Db));
        await Rekeying.Run(database.Db, CancellationToken.None);
        Assert.Empty(Rekeying.Left(database.Db));
        await database.Restart(after);
        Assert.Equal(Entry.Unknown, database.Db.Read(tx => Entering.By(tx, token)).Entry);
    }

    /// <summary>The last token on the old key ended of itself: nothing else is left, and the word goes along at the next start.</summary>
    [Theory, Databases]
    public async Task Once_the_last_token_has_run_out_the_old_key_may_go(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await database.Restart(KeyFile("before", current: 1, (1, Old)));
        var world = await World.Create(database.Db);
        var role = database.Db.Read(tx => Appointments.OfPerson(tx, world.Secretary))[0].Id;
        await database.Db.Write(tx => ApiTokens.Create(tx, new NewToken("台式机", role, null, 1)).Value.Secret);
        await database.Restart(KeyFile("both", current: 2, (1, Old), (2, New)));
        await Rekeying.Run(database.Db, CancellationToken.None);
        Assert.NotEmpty(Rekeying.Left(database.Db));

        database.Clock.Advance(TimeSpan.FromDays(2));
        await Rekeying.Run(database.Db, CancellationToken.None);
        Assert.Empty(Rekeying.Left(database.Db));
        await database.Restart(KeyFile("after", current: 2, (2, New)));
    }

    [Theory, Databases]
    public async Task What_was_made_with_a_session_of_the_key_that_goes_ends_with_it(Provider provider)
    {
        using var before = new Vault(1, new Dictionary<int, byte[]> { [1] = Old });
        using var both = new Vault(2, new Dictionary<int, byte[]> { [1] = Old, [2] = New });
        await using var database = TestDatabase.Create(provider, before);
        var world = await World.Create(database.Db);
        var office = database.Db.Read(tx => Appointments.OfPerson(tx, world.Secretary))[0].Id;
        var account = database.Db.Read(tx => tx.First<string>("SELECT user_id FROM chat_identity WHERE person_id = @Secretary", new { world.Secretary }))!;
        var session = await world.As(world.Secretary, tx => SigningIn.Begin(tx, SigningIn.Link(tx, office, new ChatOwner("fake", account, account)).Value).Value.Secret);

        await using var renewed = Open(database, provider, both);
        var signedIn = renewed.Read(tx => Entering.By(tx, session)).Actor;
        var token = (await renewed.Write(tx => ApiTokens.Create(tx.As(signedIn), new NewToken("名单", office, null, 30)))).Value.Secret;
        var withToken = renewed.Read(tx => Entering.By(tx, token)).Actor;
        foreach (var maker in new[] { signedIn, withToken })
        {
            Assert.True((await renewed.Write(tx => CalendarFeeds.Create(tx.As(maker), "手机"))).Ok);
        }

        Assert.Equal(4, await renewed.Write(KeyRetiring.End));
        Assert.Equal(0, renewed.Read(tx => tx.Count("SELECT COUNT(*) FROM api_token WHERE revoked_at IS NULL")));
    }

    private string KeyFile(string name, int current, params (int Id, byte[] Key)[] keys)
    {
        var file = Path.Combine(_folder, name);
        File.WriteAllText(file, JsonSerializer.Serialize(new { current, keys = keys.ToDictionary(each => each.Id, each => Convert.ToBase64String(each.Key)) }));
        if (!OperatingSystem.IsWindows())
        {
            File.SetUnixFileMode(file, UnixFileMode.UserRead | UnixFileMode.UserWrite);
        }

        return file;
    }

    private static Db Open(TestDatabase database, Provider provider, Vault vault) => provider == Provider.Sqlite
        ? new SqliteDb(database.ConnectionString, database.Clock, vault)
        : new PostgresDb(database.ConnectionString, database.Clock, vault);

    private static RosterRow? Find(Db db, long person) => db.Read(tx => Roster.FindByPhone(tx, "19911112222", person));
}
