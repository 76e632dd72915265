using System.Globalization;
using System.Text.Json;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Settings;
using ChatGov.Tasks;
using ChatGov.Texts;
using Microsoft.Extensions.Configuration;

namespace ChatGov.Benchmarks;

/// <summary>
/// Fills an empty database through the product's own use cases, as an operator's would be after a while: communities with secretaries,
/// members who reported on Telegram, open tasks. What is measured from outside then is what an operator runs.
/// </summary>
internal static class Fill
{
    private const int Communities = 20;
    private const int FirstAccount = 1_000;
    private const int Portion = 500;

    private static readonly string[] Titles = ["清扫公园沙尘", "陪老人就医", "小区防火巡查", "整理图书角", "教老人用手机", "清除楼道小广告", "给独居老人送菜", "冬天扫雪"];

    /// <param name="folder">Where <c>ids.json</c> goes, and the database and its keys where no other database is configured.</param>
    public static async Task Run(string folder, int members, int tasks, int places)
    {
        Directory.CreateDirectory(folder);
        var settings = SettingsOf(folder);
        await using var db = Databases.Open(settings, TimeProvider.System);
        if (db.Read(tx => tx.Exists("SELECT COUNT(*) FROM org")))
        {
            throw new InvalidOperationException("the database is not empty");
        }

        var communities = await db.Write(Places);
        for (var from = 0; from < members; from += Portion)
        {
            await db.Write(tx => Members(tx, communities, from, Math.Min(members, from + Portion)));
            Console.Error.Write(string.Create(CultureInfo.InvariantCulture, $"\r{Math.Min(members, from + Portion)} of {members} members"));
        }

        Console.Error.WriteLine();
        var ids = await db.Write(tx => Tasks(tx, communities, tasks, places));
        await db.Write(Forget);
        await File.WriteAllTextAsync(Path.Combine(folder, "ids.json"), JsonSerializer.Serialize(ids));
        Console.WriteLine(settings.Provider == "sqlite"
            ? $"Database__ConnectionString='{settings.ConnectionString}' Database__KeyFile='{settings.KeyFile}' Operator__Name=测试"
            : $"Database__KeyFile='{settings.KeyFile}' Operator__Name=测试");
    }

    private static DatabaseSettings SettingsOf(string folder) => DatabaseSettings.Read(SettingValues.Read(new ConfigurationBuilder()
        .AddInMemoryCollection(new Dictionary<string, string?>
        {
            ["Database:ConnectionString"] = $"Data Source={Path.GetFullPath(Path.Combine(folder, "chatgov.db"))}",
            ["Database:KeyFile"] = Path.GetFullPath(Path.Combine(folder, "keys.json")),
        })
        .AddEnvironmentVariables()
        .Build()));

    private static List<Community> Places(Tx tx)
    {
        var banner = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "测试旗" }).Value;
        var street = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = banner, Name = "测试街道" }).Value;
        return Enumerable.Range(1, Communities).Select(number =>
        {
            var name = string.Create(CultureInfo.InvariantCulture, $"第{number}社区");
            var id = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Community, ParentId = street, Name = name }).Value;
            var secretary = Person(tx, number);
            Persons.KeepName(tx, secretary, "书记" + Letter(number));
            Staff.Appoint(tx, secretary, Role.Secretary, id, tx.Now, until: null);
            return new Community(id, secretary);
        }).ToList();
    }

    private static bool Members(Tx tx, List<Community> communities, int from, int to)
    {
        for (var i = from; i < to; i++)
        {
            var community = communities[i % communities.Count];
            tx.As(Actor.System);
            var person = Person(tx, FirstAccount + i);
            var asked = RegistrationRequests.Submit(tx.As(Actor.Person(person)), new SubmitRequest { OrgId = community.Id, Name = "成员" + Letter(i), PersonKind = PersonKind.ServingMember }).Value;
            RegistrationDecisions.Approve(tx.As(Actor.Person(community.Secretary)), asked.Id);
        }

        return true;
    }

    private static List<long> Tasks(Tx tx, List<Community> communities, int tasks, int places)
    {
        var first = Shanghai.Day(tx.Now).AddDays(2);
        return Enumerable.Range(0, tasks).Select(i =>
        {
            var community = communities[i % communities.Count];
            var startsAt = Shanghai.At(first.AddDays(i / communities.Count % 28), new TimeOnly(9 + (i % 4 * 3), 0));
            return TaskPublishing.Publish(tx.As(Actor.Person(community.Secretary)), community.Id, new TaskDraft
            {
                Title = Titles[i % Titles.Length],
                StartsAt = startsAt,
                EndsAt = startsAt.AddHours(2),
                Place = "社区门口",
                Places = places,
                Bring = "手套",
                ContactName = "书记",
                ContactPhone = "19900001234",
                Risk = "注意脚下台阶",
            }).Value.Id;
        }).ToList();
    }

    /// <summary>What all of it would send is no part of what is measured.</summary>
    private static bool Forget(Tx tx) => tx.As(Actor.System).Run("DELETE FROM outbox") >= 0;

    private static long Person(Tx tx, int account)
    {
        var user = account.ToString(CultureInfo.InvariantCulture);
        var person = Joining.Agree(tx, new ChatOwner("telegram", user, user), Language.Chinese);
        tx.Run("INSERT INTO session (channel, chat_id, user_id, language) VALUES ('telegram', @user, @user, 'zh-CN')", new { user });
        return person;
    }

    // Two people of one name are none the wiser for it.
    private static string Letter(int number) => "甲乙丙丁戊己庚辛壬癸"[number % 10].ToString();

    private sealed record Community(long Id, long Secretary);
}
