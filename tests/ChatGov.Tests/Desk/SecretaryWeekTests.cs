using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>The script that lives a secretary's week by curl, against the demo banner.</summary>
public sealed class SecretaryWeekTests
{
    [ScriptTheory, Databases]
    public async Task The_week_goes_by(Provider provider)
    {
        await using var site = await DeskSite.Start(provider, World.Demo);
        var (secretary, office) = site.Database.Db.Read(tx => (
            tx.Count("SELECT person_id FROM chat_identity WHERE user_id = 'secretary'"), tx.Count("SELECT person_id FROM staff_role WHERE role = 'BannerOffice'")));
        await Report(site.Database.Db, secretary, people: 3);

        var (code, said) = await DeskScript.Run(
            "secretary-week.sh", site.Database.Clock.GetUtcNow(),
            [site.Http.BaseAddress!.ToString().TrimEnd('/'), await site.TokenOf(office), await site.TokenOf(secretary)]);
        Assert.True(code == 0, said);
        Assert.Contains("有 4 件事等着", said, StringComparison.Ordinal);
        Assert.Contains("报到的都确认了：3 人", said, StringComparison.Ordinal);
        Assert.Contains("的名单确认了：Done", said, StringComparison.Ordinal);
        Assert.Contains("加 2，改 0，离开 0，不收 1", said, StringComparison.Ordinal);
        Assert.EndsWith("一周过完了", said.Trim(), StringComparison.Ordinal);
        Invariants.Hold(site.Database.Db);
    }

    private static async Task Report(Db db, long secretary, int people)
    {
        var community = db.Read(tx => Appointments.OfPerson(tx, secretary)[0].OrgId);
        foreach (var i in Enumerable.Range(0, people))
        {
            await db.Write(tx =>
            {
                tx.As(Actor.Person(Joining.Agree(tx, new ChatOwner("fake", $"new{i}", $"new{i}"), Texts.Language.Chinese)));
                Assert.True(RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = community, Name = $"新来{i}" }).Ok);
            });
        }
    }
}
