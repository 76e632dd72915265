using System.Globalization;
using System.Text;
using ChatGov.Data;
using ChatGov.Tests.Fakes.BotApi;
using ChatGov.Tests.Support;
using ChatGov.Texts;

namespace ChatGov.Tests.Faults;

/// <summary>
/// What no well-behaved messenger sends and no person types, into the whole program: whoever waits for a word gets one
/// kind sentence, the rest is acknowledged, the next message is answered, and the log holds nothing of what was said.
/// </summary>
public sealed class BadInputTests
{
    private const string Secret = "不可记下的话";
    private const string OnlyText = "我现在只看得懂文字";
    private const string TooLong = "这条太长了";
    // 这句我没听懂, or 没太听懂 with what may have been meant.
    private const string Unclear = "听懂";
    private const string Stale = "这个按钮已经用不了了";
    private const string Helped = "可以回数字";

    [Theory, Databases]
    public async Task Over_the_bot_api(Provider provider)
    {
        await using var stage = await FaultStage.Build(provider, people: 32);
        await using var bot = stage.Start();
        var cases = new Cases(stage.Api);

        cases.Says(Secret + new string('字', 1_000_000), TooLong);
        cases.Says(string.Concat(Enumerable.Repeat("😀", 4_096)), Unclear);
        cases.Says(string.Concat(Enumerable.Repeat("😀", 4_097)), TooLong);
        cases.Says($"投诉 {Secret}\0\u0001\u0007\u001B[31m\u202E end", "已交给平台运营方");
        cases.Says("\0\0\0", Unclear);
        cases.Says($"投诉 {new string('长', 3_000)}", "太长了");
        cases.Says(new string(' ', 4_000) + "\n\t", Unclear);
        cases.Says(new string('1', 4_000), Unclear);
        cases.Says(string.Concat(Enumerable.Repeat("1-", 2_000)), Unclear);
        cases.Says("' OR 1=1; DROP TABLE person; --", Unclear);
        cases.Says("{name} {0} %s ${x}", Unclear);
        cases.Message(user => $$"""{"message_id":1,{{Private(user)}},"text":"{{Secret}} \ud800 \udc00\ud83d"}""", OnlyText);
        cases.Message(user => $$"""{"message_id":"{{Secret}}",{{Private(user)}},"text":"x"}""", OnlyText);
        cases.Message(user => $$"""{"message_id":1,{{Private(user)}},"text":{"a":["{{Secret}}"] } }""", OnlyText);
        cases.Message(user => $$"""{"message_id":1,{{Private(user)}} }""", answer: null);
        cases.Message(user => $$"""{"message_id":1,{{Private(user)}},"text":null}""", answer: null);
        cases.Message(user => $$"""{"message_id":1,{{Private(user)}},"text":""}""", Unclear);
        cases.Message(user => $$"""{"message_id":1,{{Private(user)}},"contact":{"phone_number":"\u0000{{Secret}}","user_id":{{user}},"first_name":"x"} }""", "没有保存");
        cases.Message(user => $$"""{"message_id":1,"chat":{"id":{{user}},"type":"private"},"text":"{{Secret}}"}""", answer: null);
        cases.Message(user => $$"""{"message_id":1,"from":{"id":{{user}},"is_bot":false,"first_name":"x"},"text":"{{Secret}}"}""", answer: null);
        cases.Update("a_kind_of_tomorrow", $$"""{"secret":"{{Secret}}"}""", answer: null);
        cases.Update("callback_query", $$"""{"id":"1","data":"{{Secret}}"}""", answer: null);
        cases.Presses("foreign data");
        cases.Presses("\0.1");
        cases.Presses("....");
        cases.Presses(Secret + ".99999999999999999999");
        cases.Presses(new string('x', 60) + ".-1");

        await cases.Run();
        stage.Api.Faults.Add(Moment.Received, "getUpdates", new Fault.Raw(200, $$"""{"ok":true,"result":[{"update_id":1,"message":{"text":"{{Secret}}" """));
        stage.Api.Faults.Add(Moment.BeforeAnswer, "getUpdates", new Fault.Raw(200, $"<html>{Secret}"));
        await cases.NextIsAnswered();

        Assert.Equal(0, await bot.Terminate());
        Assert.DoesNotContain(Secret, bot.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("fail:", bot.Errors, StringComparison.Ordinal);
        Assert.DoesNotContain("   at ", bot.Errors, StringComparison.Ordinal);
        Assert.All(stage.Api.AllSends, send => Assert.DoesNotContain("Exception", send.Text, StringComparison.Ordinal));
        stage.Db.Read(tx =>
        {
            Assert.Equal(0, tx.Count("SELECT COUNT(*) FROM inbox WHERE state <> 'Handled'"));
            return true;
        });
    }

    /// <summary>What is kept as text must hold in PostgreSQL too, which takes no NUL, and turns no line that others read.</summary>
    [Theory, Databases]
    public async Task Signs_that_no_text_holds_are_left_out_of_all_that_is_kept(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        await World.Create(database.Db);
        await using var bot = new TestBot(database.Db);
        foreach (var word in (string[])["报到", "同意", "1", "我住贺兰", "1"])
        {
            await bot.Ask("m", Noisy(word));
        }

        Assert.Contains("BD-2026-000001", await bot.Ask("m", Noisy("王小明")), StringComparison.Ordinal);
        Assert.Contains("王小明", await bot.Ask("secretary", Noisy("待办")), StringComparison.Ordinal);
        await bot.Ask("secretary", "取消");
        Assert.Contains("集合", await bot.Ask("secretary", Noisy("发任务 周六上午9点到11点 清扫公园沙尘 要2个人")), StringComparison.Ordinal);
        foreach (var word in (string[])["贺兰公园南门", "书记甲 19900001234"])
        {
            await bot.Ask("secretary", Noisy(word));
        }

        Assert.Contains("发出去了", await bot.Ask("secretary", Noisy("1")), StringComparison.Ordinal);
        Assert.Equal("清扫公园沙尘", database.Db.Read(tx => tx.First<string>("SELECT title FROM task")));
        Assert.All(bot.Channel.Sent, sent => Assert.DoesNotContain('\0', sent.Message.Text));
    }

    [Theory]
    [InlineData("报\0到\u0007\u001B", "报到")]
    [InlineData("a\r\nb\tc", "a\nb\tc")]
    [InlineData("\u202Ea\u2066b", "ab")]
    [InlineData("👨‍👩‍👧 ᠮᠣᠩᠭᠣᠯ᠎ᠠ", "👨‍👩‍👧 ᠮᠣᠩᠭᠣᠯ᠎ᠠ")]
    public void Letters_stay_as_they_are(string said, string kept) => Assert.Equal(kept, Legible.Of(said));

    /// <summary>Not as data of the theory above: an attribute cannot hold half a letter.</summary>
    [Fact]
    public void Half_a_letter_is_replaced() => Assert.Equal(
        ["a\uFFFD", "\uFFFD\U0001F600"],
        new[] { "a\ud83d", "\udc00\ud83d\ude00" }.Select(Legible.Of));

    /// <summary>Telegram's ids need more than 32 bits, and a number of an update begins anew anywhere.</summary>
    [Theory, Databases]
    public async Task Ids_of_any_size(Provider provider)
    {
        await using var stage = await FaultStage.Build(provider, people: 1);
        await using var bot = stage.Start();
        foreach (var user in (long[])[4_503_599_627_370_495, long.MaxValue, 1])
        {
            stage.Api.UserSays(user, "帮助");
            await stage.Api.WaitForSend(send => send.ChatId == user && send.Text.Contains(Helped, StringComparison.Ordinal));
        }

        Assert.Equal(0, await bot.Terminate());
        Assert.DoesNotContain("fail:", bot.Errors, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Over_the_terminal()
    {
        var folder = Directory.CreateTempSubdirectory("chatgov-bad-").FullName;
        await using (var bot = BotProcess.Start(folder))
        {
            await bot.Type(Secret + new string('字', 350_000));
            await bot.TypeBytes([0xFF, 0xFE, .. "帮"u8, 0xC3, 0x28, 0x00, 0xED, 0xA0, 0x80, .. Encoding.UTF8.GetBytes(Secret), (byte)'\n']);
            await bot.Type("");
            await bot.Type("   \t ");
            await bot.Type("\0\u0007");
            await bot.Type("/as " + new string('9', 5_000));
            await bot.Type("/as \0");
            await bot.Type("\r");
            Assert.Equal(0, await bot.Say("帮助"));

            Assert.Contains(TooLong, bot.Output, StringComparison.Ordinal);
            Assert.Contains(Unclear, bot.Output, StringComparison.Ordinal);
            Assert.Contains("可以换成", bot.Output, StringComparison.Ordinal);
            Assert.Contains(Helped, bot.Output.Split("可以换成")[^1], StringComparison.Ordinal);
            Assert.DoesNotContain(Secret, bot.Errors, StringComparison.Ordinal);
            Assert.DoesNotContain("fail:", bot.Errors, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    [Fact]
    public async Task Nothing_at_all_over_the_terminal()
    {
        var folder = Directory.CreateTempSubdirectory("chatgov-empty-").FullName;
        await using (var bot = BotProcess.Start(folder))
        {
            Assert.Equal(0, await bot.Say());
            Assert.DoesNotContain("fail:", bot.Errors, StringComparison.Ordinal);
        }

        Directory.Delete(folder, recursive: true);
    }

    private static string Noisy(string word) => "\0" + string.Join("\u0007\u202E", word.Select(letter => letter.ToString())) + "\u001B\0";

    private static string Private(long user) => string.Create(
        CultureInfo.InvariantCulture,
        $$"""
        "from":{"id":{{user}},"is_bot":false,"first_name":"x"},"chat":{"id":{{user}},"type":"private","first_name":"x"},"date":1
        """);

    /// <summary>Each case is another person's, so that they run side by side and each answer has its cause.</summary>
    private sealed class Cases(FakeBotApi api)
    {
        private readonly List<(long User, Action<long> Do, string? Answer)> _cases = [];

        public void Says(string text, string answer) => Add(user => api.UserSays(user, text), answer);

        public void Message(Func<long, string> write, string? answer) => Add(user => api.Inject("message", write(user)), answer);

        public void Update(string kind, string payload, string? answer) => Add(_ => api.Inject(kind, payload), answer);

        /// <summary>A press of a button that the program has never made.</summary>
        public void Presses(string data) => Add(
            user => api.UserForgesPress(user, api.AllSends.First(send => send.ChatId == user).MessageId, data), Stale);

        public async Task Run()
        {
            foreach (var (user, _, _) in _cases)
            {
                api.UserSays(user, "帮助");
            }

            await Wait(user => api.AllSends.Any(send => send.ChatId == user));
            _cases.ForEach(each => each.Do(each.User));
            await Wait(user => _cases.Find(each => each.User == user).Answer is not { } answer
                || api.AllSends.Any(send => send.ChatId == user && send.Text.Contains(answer, StringComparison.Ordinal)));
            await NextIsAnswered();
            foreach (var (user, _, answer) in _cases)
            {
                Assert.Equal(answer is null ? 2 : 3, api.AllSends.Count(send => send.ChatId == user));
            }
        }

        public async Task NextIsAnswered()
        {
            var before = _cases.ToDictionary(each => each.User, each => Helps(each.User));
            foreach (var (user, _, _) in _cases)
            {
                api.UserSays(user, "帮助");
            }

            await Wait(user => Helps(user) == before[user] + 1);
        }

        private int Helps(long user) => api.AllSends.Count(send => send.ChatId == user && send.Text.Contains(Helped, StringComparison.Ordinal));

        private void Add(Action<long> @do, string? answer) => _cases.Add((FaultStage.FirstUser + _cases.Count, @do, answer));

        private async Task Wait(Func<long, bool> isSo)
        {
            try
            {
                await api.WaitUntil(_ => _cases.TrueForAll(each => isSo(each.User)), TimeSpan.FromSeconds(30));
            }
            catch (TimeoutException)
            {
                var open = _cases.FindIndex(each => !isSo(each.User));
                Assert.Fail($"case {open} ({_cases[open].Answer}): "
                    + string.Join(" | ", api.AllSends.Where(send => send.ChatId == _cases[open].User).Select(send => send.Text)));
            }
        }
    }
}
