using System.Globalization;
using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Messengers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using ChatGov.Timers;
using Microsoft.Extensions.Logging.Abstractions;

namespace ChatGov.Tests.Upgrades;

/// <summary>
/// A banner while its story is told: the program on a test clock, its people by the names of their chats, and a note of all that
/// they were handed and typed.
/// </summary>
internal sealed class Town : IAsyncDisposable
{
    private const string Digits = "零一二三四五六七八九";
    private const string KeyFileName = "keys.json";

    private readonly string _folder = Directory.CreateTempSubdirectory("chatgov-town-").FullName;
    private readonly Dictionary<string, Resident> _people = new(StringComparer.Ordinal);
    private readonly FakeChannel[] _channels = [new(), new() { Name = "other" }];
    private TestBot? _bot;

    private Town(Provider provider, DateTimeOffset start)
    {
        UseKeys(TestKeys.Old);
        Database = TestDatabase.Restore(provider, start, KeyFile, fill: _ => { });
    }

    public TestDatabase Database { get; }

    public Db Db => Database.Db;

    public DateTimeOffset Now => Database.Clock.GetUtcNow();

    public Manifest Manifest { get; } = new();

    public FakeChannel Channel => _channels[0];

    /// <summary>A second messenger, on which few are.</summary>
    public FakeChannel Other => _channels[1];

    public TestBot Bot => _bot ??= new TestBot(Db, logs: null, _channels);

    /// <summary>Organisations and things, by what the story calls them.</summary>
    public Dictionary<string, long> Ids { get; } = new(StringComparer.Ordinal);

    private string KeyFile => Path.Combine(_folder, KeyFileName);

    public static Town Found(Provider provider, DateTimeOffset start) => new(provider, start);

    public long this[string thing] => Ids[thing];

    public long Person(string chat) => _people[chat].PersonId;

    public string NameOf(string chat) => _people[chat].Name;

    public Task<T> As<T>(string chat, Func<Tx, T> work) => Db.Write(tx => work(tx.As(Actor.Person(Person(chat)))));

    /// <summary>The same with words of theirs; made before, for the work may run more than once.</summary>
    public Task<T> Saying<T>(string chat, string where, Func<Tx, string, T> work)
    {
        var words = Words(chat, where);
        return As(chat, tx => work(tx, words));
    }

    /// <summary>As somebody at the desk, by a token of their first appointment.</summary>
    public Task<T> AtDesk<T>(string chat, Func<Tx, T> work) => Db.Write(tx =>
    {
        var appointment = Appointments.OfPerson(tx, Person(chat))[0];
        return work(tx.As(new Actor(Person(chat), Grant: new Grant(1, appointment.Role, appointment.OrgId))));
    });

    /// <summary>As the program itself.</summary>
    public Task<T> Does<T>(Func<Tx, T> work) => Db.Write(work);

    /// <summary>A name that nobody else has and nobody really has.</summary>
    public string Name(string by)
    {
        var number = Manifest.Words.Count(word => word.Where == "name");
        return Typed($"{(number % 2 == 0 ? "欧阳" : "钱")}试{Digits[number / 100]}{Digits[number / 10 % 10]}{Digits[number % 10]}", by, "name");
    }

    /// <summary>Words with one among them that is found nowhere else.</summary>
    public string Words(string by, string where, string around = "") =>
        around + Typed(string.Create(CultureInfo.InvariantCulture, $"词标甲{Manifest.Words.Count:0000}"), by, where);

    public string Phone(string by) =>
        Typed(string.Create(CultureInfo.InvariantCulture, $"1990000{1000 + Manifest.Words.Count:0000}"), by, "phone");

    /// <summary>Somebody who agreed to the notice, with a name, known by the name of their chat.</summary>
    public async Task<long> Resident(string chat, string role, string? name = null)
    {
        name ??= Name(chat);
        var id = await Db.Write(tx =>
        {
            var person = Joining.Agree(tx, new ChatOwner(Channel.Name, chat, chat), Language.Chinese);
            Persons.KeepName(tx, person, name);
            return person;
        });
        Know(chat, id, role, name);
        return id;
    }

    public void Know(string chat, long id, string role, string name)
    {
        _people[chat] = new Resident(chat, id, role, name);
        Manifest.People.Add(_people[chat]);
    }

    /// <summary>Who reported to a community and was confirmed by its secretary.</summary>
    public async Task Member(string chat, string community = "helan", string? name = null)
    {
        await Resident(chat, "member", name);
        var submitted = await As(chat, tx => RegistrationRequests.Submit(tx, new SubmitRequest { OrgId = Ids[community] }).Value);
        await As(community == "helan" ? "secretary" : "other-secretary", tx => RegistrationDecisions.Approve(tx, submitted.Id).Value);
    }

    public async Task Staff(string chat, Role role, params string[] places)
    {
        await Resident(chat, role.ToString());
        foreach (var place in places)
        {
            await Does(tx => Organisations.Staff.Appoint(tx, Person(chat), role, Ids[place], tx.Now, until: null).Value);
        }
    }

    /// <summary>Another account of the same person, linked as people link it.</summary>
    public async Task Account(string of, string chat)
    {
        var code = await As(of, tx => ChatLinking.Issue(tx, new ChatOwner(Channel.Name, of, of)).Value);
        await Does(tx => ChatLinking.Use(tx, new ChatOwner(Channel.Name, chat, chat), code).Value);
        _people[chat] = _people[of];
    }

    /// <summary>Says it; the names of this town are unlike any, so that they are asked about.</summary>
    internal static async Task<string> Said(TestBot bot, string chat, string words)
    {
        var answer = await bot.Ask(chat, words);
        return answer.Contains(Catalog.Say(Language.Chinese, "name.doubt.Unusual", ("name", words)), StringComparison.Ordinal) ? await bot.Ask(chat, "是") : answer;
    }

    /// <summary>
    /// What somebody does, one after the other: says words, or presses (<c>&gt;claim:</c>) the button sent last whose action
    /// begins so, or sends a photo under words (<c>#…</c>), or their own contact (<c>@</c>).
    /// </summary>
    public async Task Does(string chat, params IEnumerable<string> moves)
    {
        foreach (var move in moves)
        {
            switch (move[0])
            {
                case '>':
                    var (message, index) = Button(chat, move[1..]);
                    await Bot.Press(chat, message, index);
                    break;
                case '@':
                    await Bot.ShareContact(chat, Phone(chat));
                    break;
                case '#':
                    await Photo(chat, move[1..]);
                    break;
                default:
                    await Said(Bot, chat, move);
                    break;
            }
        }
    }

    /// <summary>The button sent last to a chat whose action begins so.</summary>
    public (Message Message, int Index) Button(string chat, string action)
    {
        foreach (var message in Channel.Sent.Where(sent => sent.ChatId == chat).Select(sent => sent.Message).Reverse())
        {
            if (message.Choices.ToList().FindIndex(choice => choice.Action.StartsWith(action, StringComparison.Ordinal)) is >= 0 and var index)
            {
                return (message, index);
            }
        }

        throw new InvalidOperationException($"{chat} was sent no button “{action}”; the last they read was:\n{LastRead(chat)}");
    }

    /// <summary>The flow and the step that a chat stands at.</summary>
    public (string? Flow, string? Step) OpenIn(string chat) => Db.Read(tx =>
        tx.First<Standing>("SELECT flow, step FROM session WHERE channel = 'fake' AND user_id = @chat", new { chat }) is { } at ? (at.Flow, at.Step) : (null, null));

    public string LastRead(string chat) => Channel.Sent.LastOrDefault(sent => sent.ChatId == chat).Message?.Text ?? "";

    /// <summary>Notes what is said next in a chat: words, or a press on what was sent.</summary>
    public void Leave(string chat, string? flow, string? step, string next)
    {
        if (next[0] != '>')
        {
            Manifest.Questions.Add(new OpenQuestion(chat, flow, step, next, Token: null, Index: 0));
            return;
        }

        var (message, index) = Button(chat, next[1..]);
        Manifest.Questions.Add(new OpenQuestion(chat, flow, step, message.Choices[index].Label, message.Token, index));
    }

    /// <summary>Time goes on; every timer runs at its own time on the way.</summary>
    public async Task Until(DateTimeOffset instant)
    {
        while (NextTimer() is { } due && due <= instant)
        {
            Database.Clock.MoveTo(due > Now ? due : Now);
            await RunTimers();
        }

        Database.Clock.MoveTo(instant);
        await Bot.Quiet();
    }

    /// <summary>Returns when none is due any more: the bot runs them too.</summary>
    public async Task RunTimers()
    {
        do
        {
            await new TimerRunner(Db, TimerHandlers.All, NullLogger<TimerRunner>.Instance).RunDue(CancellationToken.None);
        }
        while (NextTimer() is { } due && due <= Now);
        Assert.Equal(0, Db.Read(tx => tx.Count("SELECT COUNT(*) FROM timer WHERE attempts > 0")));
    }

    /// <summary>The program ends; what was not finished waits in the database.</summary>
    public async Task Stop()
    {
        if (_bot is { } bot)
        {
            _bot = null;
            await bot.DisposeAsync();
        }
    }

    /// <summary>The program starts again with another current key, and the one before beside it.</summary>
    public async Task ChangeKeys()
    {
        await Stop();
        UseKeys(TestKeys.Current);
        await Database.Restart(KeyFile);
    }

    /// <summary>The keys as a program has them that was started before they were changed.</summary>
    public Vault OldVault()
    {
        var file = Path.Combine(_folder, "older.json");
        File.WriteAllText(file, TestKeys.Older);
        return Vault.FromFile(file);
    }

    public long Count(string sql) => Db.Read(tx => tx.Count(sql));

    public async ValueTask DisposeAsync()
    {
        await Stop();
        await Database.DisposeAsync();
        Directory.Delete(_folder, recursive: true);
    }

    private string Typed(string word, string by, string where)
    {
        Manifest.Words.Add(new TypedWord(word, by, where));
        return word;
    }

    private async Task Photo(string chat, string words)
    {
        var pictures = new[] { Photos.SamplePictures.Jpeg, Photos.SamplePictures.Png, Photos.SamplePictures.WebP };
        var picture = string.Create(CultureInfo.InvariantCulture, $"picture-{Channel.Media.Count}");
        Channel.Media[picture] = pictures[Channel.Media.Count % pictures.Length];
        await Channel.Deliver(Channel.Text(chat, words) with { Kind = IncomingKind.Picture, MediaRef = picture });
        await Bot.Quiet();
    }

    private void UseKeys(string keys) => File.WriteAllText(KeyFile, keys);

    private sealed record Standing
    {
        public string? Flow { get; init; }

        public string? Step { get; init; }
    }

    private DateTimeOffset? NextTimer() =>
        Db.Read(tx => tx.First<DateTimeOffset?>("SELECT due_at FROM timer WHERE state = 'Waiting' ORDER BY due_at LIMIT 1"));
}
