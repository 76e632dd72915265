using System.Security.Cryptography;
using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Data;

/// <summary>A sealed value opens where it was put and nowhere else.</summary>
public sealed class SealingTests
{
    private static readonly SealedColumn Words = SealedColumn.Of("need.asked_words");
    private static readonly SealedColumn Door = SealedColumn.Of("care_plan.door_cipher");

    [Fact]
    public void A_value_is_bound_to_its_column_and_row()
    {
        using var vault = Vault.Ephemeral();
        var data = Door.Seal(vault, 7, "三单元");

        Assert.Equal("三单元", Door.Open(vault, 7, data));
        Assert.Throws<AuthenticationTagMismatchException>(() => Door.Open(vault, 8, data));
        Assert.Throws<AuthenticationTagMismatchException>(() => Words.Open(vault, 7, data));
    }

    [Fact]
    public void No_byte_of_it_can_be_changed()
    {
        using var vault = new Vault(1, new Dictionary<int, byte[]> { [1] = RandomNumberGenerator.GetBytes(32), [2] = RandomNumberGenerator.GetBytes(32) });
        var data = Words.Seal(vault, 7, "灯坏了");
        for (var i = 0; i < data.Length; i++)
        {
            var spoilt = (byte[])data.Clone();
            spoilt[i] ^= 3;
            Assert.ThrowsAny<CryptographicException>(() => Words.Open(vault, 7, spoilt));
        }
    }

    [Fact]
    public void A_column_that_the_dictionary_does_not_call_sealed_seals_nothing() =>
        Assert.Throws<ArgumentException>(() => SealedColumn.Of("need.title"));

    /// <summary>Finding L3: whoever can write the database but has no key moves a door into a need of their own and asks for it.</summary>
    [Theory, Databases]
    public async Task What_was_moved_within_the_database_is_not_read_out(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var world = await World.Create(database.Db);
        var asker = await world.Member("求助人");
        var first = await world.As(asker, tx => NeedRequests.Ask(tx, world.Helan, ResourceKind.People, "灯坏了", NeedForm.Need, forAnother: false).Value);
        var second = await world.As(asker, tx => NeedRequests.Ask(tx, world.Helan, ResourceKind.People, "窗坏了", NeedForm.Need, forAnother: false).Value);
        await database.Db.Write(tx => tx.Run(
            "UPDATE need SET asked_words = (SELECT asked_words FROM need WHERE id = @from) WHERE id = @to", new { from = first.Id, to = second.Id }));

        await Assert.ThrowsAnyAsync<CryptographicException>(() => world.As(world.Secretary, tx => NeedDecisions.ReadWords(tx, second.Id)));
        Assert.Equal("灯坏了", await world.As(world.Secretary, tx => NeedDecisions.ReadWords(tx, first.Id).Value));
    }

    /// <summary>Ids are handed out ahead on both databases, and never twice.</summary>
    [Theory, Databases]
    public async Task An_id_that_was_handed_out_is_nobody_elses(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var ahead = await database.Db.Write(tx => tx.NextIds("help_request", 3));
        var next = await database.Db.Write(tx => tx.NextId("help_request"));
        var inserted = await database.Db.Write(tx => tx.Insert(
            "INSERT INTO help_request (kind, channel, chat_id, created_at) VALUES ('HandOff', 'c', 'c', 0) RETURNING id"));

        Assert.Equal(3, ahead.Distinct().Count());
        Assert.True(next > ahead.Max() && inserted > next, $"{string.Join(' ', ahead)} {next} {inserted}");
    }
}
