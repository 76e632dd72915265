using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Tests.Fakes.BotApi;

namespace ChatGov.Tests.Messengers.Telegram;

public sealed class TelegramDecodingTests
{
    private const long User = 5_000_000_017;
    private const long Other = 5_000_000_018;
    private const long Group = -4_000_000_001;
    private const string Bot = "@" + FakeBotApi.BotUsername;

    [Fact]
    public async Task A_text_comes_with_its_sender_and_their_language()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Person(User).LanguageCode = "en";
        var number = setup.Api.UserSays(User, "任务 < & > 👩‍🌾");

        var incoming = await setup.ReceiveOne();

        Assert.Equal(
            new Incoming
            {
                DedupeKey = $"{setup.Api.BotId}/{number}",
                UserId = "5000000017",
                ChatId = "5000000017",
                Text = "任务 < & > 👩‍🌾",
                LanguageCode = "en",
            },
            incoming);
    }

    [Theory]
    [InlineData("/start", "/start")]
    [InlineData("/start AbC-_9", "/start AbC-_9")]
    [InlineData("/start" + Bot + " AbC-_9", "/start AbC-_9")]
    [InlineData("/START" + Bot, "/START")]
    [InlineData("/renwu", "任务")]
    [InlineData("/renwu" + Bot, "任务")]
    [InlineData("/RENWU 3", "任务 3")]
    [InlineData("/baodao\nABCD1234", "报到\nABCD1234")]
    [InlineData("/wode", "我的")]
    [InlineData("/shichang", "时长")]
    [InlineData("/zhengming", "证明")]
    [InlineData("/help", "/help")]
    [InlineData("/renwu@another_bot", "/renwu@another_bot")]
    [InlineData("/", "/")]
    [InlineData("//", "//")]
    [InlineData("/" + Bot, "/")]
    [InlineData("a /renwu", "a /renwu")]
    public async Task A_command_is_read_as_the_words_it_stands_for(string said, string read)
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSays(User, said);

        Assert.Equal(read, (await setup.ReceiveOne()).Text);
    }

    [Fact]
    public async Task Every_command_of_the_menu_is_understood()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Receive();
        await setup.Api.WaitUntil(api => api.Commands.Count == 2);
        foreach (var command in setup.Api.Commands[""].Keys)
        {
            setup.Api.UserSays(User, "/" + command);
        }

        Assert.All(await setup.WaitForStored(setup.Api.Commands[""].Count), each => Assert.NotNull(Understanding.Read(each.Text)));
    }

    [Fact]
    public async Task A_contact_is_the_senders_own_only_when_the_account_is_theirs()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSharesContact(User, "8613800000001");
        setup.Api.UserSharesContact(User, "8613800000002", contactUserId: Other);
        setup.Api.UserSharesContact(User, "8613800000003", contactUserId: 0);

        setup.Receive();
        var stored = await setup.WaitForStored(3);

        Assert.All(stored, each => Assert.Equal(IncomingKind.Contact, each.Kind));
        Assert.Equal(["8613800000001", "8613800000002", "8613800000003"], stored.Select(each => each.Phone));
        Assert.Equal([true, false, false], stored.Select(each => each.PhoneIsOwn));
    }

    [Fact]
    public async Task A_press_brings_its_token_its_place_and_its_message()
    {
        await using var setup = await TelegramSetup.Start();
        var question = await Ask(setup, User);
        setup.Api.UserPresses(User, question.MessageId, 1);

        var press = await setup.ReceiveOne();

        Assert.Equal(IncomingKind.Button, press.Kind);
        Assert.Equal(("Ab-_.c", 1), (press.Token, press.ChoiceIndex));
        Assert.Equal(question.MessageId.ToString(CultureInfo.InvariantCulture), press.MessageRef);
        Assert.Equal(("5000000017", "5000000017", true), (press.UserId, press.ChatId, press.IsPrivate));
    }

    [Fact]
    public async Task A_press_on_a_message_too_old_to_show_is_a_press_all_the_same()
    {
        await using var setup = await TelegramSetup.Start();
        var question = await Ask(setup, User);
        setup.Api.UserPresses(User, question.MessageId, 0, isInaccessible: true);

        var press = await setup.ReceiveOne();

        Assert.Equal(("Ab-_.c", 0, true), (press.Token, press.ChoiceIndex, press.IsPrivate));
    }

    [Theory]
    [InlineData("no place")]
    [InlineData(".1")]
    [InlineData("token.")]
    [InlineData("token.-1")]
    [InlineData("token.99999999999")]
    [InlineData("token.1a")]
    [InlineData("")]
    public async Task A_forged_press_has_no_token(string data)
    {
        await using var setup = await TelegramSetup.Start();
        var question = await Ask(setup, User);
        setup.Api.UserForgesPress(User, question.MessageId, data);

        var press = await setup.ReceiveOne();

        Assert.Equal((IncomingKind.Button, null), (press.Kind, press.Token));
    }

    [Fact]
    public async Task A_press_on_a_message_of_no_chat_belongs_to_its_sender()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.Inject("callback_query", """{"id":"1","from":{"id":17,"is_bot":false,"first_name":"A"},"inline_message_id":"x","chat_instance":"1","game_short_name":"g"}""");

        var press = await setup.ReceiveOne();

        Assert.Equal(("17", "17", true, null), (press.UserId, press.ChatId, press.IsPrivate, press.MessageRef));
    }

    [Fact]
    public async Task Blocking_and_coming_back_are_told()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserBlocks(User);
        setup.Api.UserUnblocks(User);

        setup.Receive();
        var stored = await setup.WaitForStored(2);

        Assert.Equal([IncomingKind.Blocked, IncomingKind.Unblocked], stored.Select(each => each.Kind));
        Assert.All(stored, each => Assert.Equal(("5000000017", true), (each.UserId, each.IsPrivate)));
    }

    [Fact]
    public async Task What_is_no_text_is_of_another_kind_with_the_words_under_it()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.UserSendsOther(User);
        setup.Api.UserSendsOther(User, "document", caption: "老人起不来了");

        setup.Receive();
        var stored = await setup.WaitForStored(2);

        Assert.All(stored, each => Assert.Equal(IncomingKind.Other, each.Kind));
        Assert.Equal(["", "老人起不来了"], stored.Select(each => each.Text));
    }

    [Fact]
    public async Task In_a_group_only_what_names_the_bot_is_read()
    {
        await using var setup = await TelegramSetup.Start();
        setup.Api.AddGroup(Group, "示范一社区");
        setup.Api.GroupSays(Group, User, "talk among people");
        setup.Api.GroupSays(Group, User, "/renwu");
        setup.Api.GroupSays(Group, User, "/renwu@another_bot");
        setup.Api.GroupSays(Group, User, "@another_bot 任务");
        setup.Api.GroupSays(Group, User, "/renwu" + Bot.ToUpperInvariant() + " 3");
        setup.Api.GroupSays(Group, Other, "请问 " + Bot + " 有任务吗");
        setup.Api.UserSays(User, "in private");

        setup.Receive();
        var stored = await setup.WaitForStored(3);

        Assert.Equal(["任务 3", "请问  有任务吗", "in private"], stored.Select(each => each.Text));
        Assert.Equal([false, false, true], stored.Select(each => each.IsPrivate));
        Assert.Equal(["-4000000001", "-4000000001", "5000000017"], stored.Select(each => each.ChatId));
        Assert.Equal(["5000000017", "5000000018", "5000000017"], stored.Select(each => each.UserId));
        Assert.Equal(0, setup.Api.PendingUpdates);
    }

    [Fact]
    public async Task What_nobody_waits_for_an_answer_to_is_acknowledged_and_left()
    {
        await using var setup = await TelegramSetup.Start();
        const string chat = """ "chat":{"id":17,"type":"private","first_name":"A"},"date":1 """;
        setup.Api.Inject("message", $$"""{"message_id":1,{{chat}},"text":"from nobody"}""");
        setup.Api.Inject("message", $$"""{"message_id":1,{{chat}},"text":"from a bot","from":{"id":9,"is_bot":true,"first_name":"B"} }""");
        setup.Api.Inject("channel_post", """{"message_id":1,"chat":{"id":-100,"type":"channel","title":"C"},"date":1,"text":"to all"}""");
        setup.Api.Inject("message", """{"message_id":1,"chat":{"id":-100,"type":"something_new","title":"C"},"date":1,"text":"x","from":{"id":9,"is_bot":false}}""");
        setup.Api.Inject("edited_message", $$"""{"message_id":1,{{chat}},"location":{},"from":{"id":17,"is_bot":false,"first_name":"A"} }""");
        setup.Api.Inject("edited_message", """{"message_id":1,"chat":{"id":-100,"type":"group","title":"C"},"date":1,"text":"edited","from":{"id":17,"is_bot":false,"first_name":"A"}}""");
        setup.Api.Inject("my_chat_member", """{"chat":{"id":-100,"type":"group","title":"C"},"from":{"id":17,"is_bot":false,"first_name":"A"},"date":1,"old_chat_member":{"status":"left"},"new_chat_member":{"status":"member"}}""");
        setup.Api.Inject("message", """{"message_id":1,"chat":{"id":-100,"type":"group","title":"C"},"date":1,"migrate_to_chat_id":-1000000000001,"from":{"id":17,"is_bot":false,"first_name":"A"}}""");
        setup.Api.UserSays(User, "the one that counts");

        var only = await setup.ReceiveOne();
        await setup.Api.WaitUntil(api => api.PendingUpdates == 0);

        Assert.Equal("the one that counts", only.Text);
    }

    [Fact]
    public async Task Marks_in_a_text_that_lie_outside_of_it_are_no_matter()
    {
        await using var setup = await TelegramSetup.Start();
        const string from = """ "from":{"id":17,"is_bot":false,"first_name":"A"},"chat":{"id":-100,"type":"group","title":"C"},"date":1 """;
        setup.Api.Inject("message", $$"""{"message_id":1,{{from}},"text":"ab","entities":[{"type":"mention","offset":1,"length":2147483647},{"type":"mention","offset":-1,"length":1},{"type":"new_kind","offset":0,"length":1}]}""");
        setup.Api.Inject("message", $$"""{"message_id":1,{{from}},"text":"Bot, 任务","entities":[{"type":"text_mention","offset":0,"length":4,"user":{"id":{{setup.Api.BotId}} } }]}""");

        Assert.Equal("任务", (await setup.ReceiveOne()).Text);
    }

    private static async Task<BotSend> Ask(TelegramSetup setup, long user)
    {
        setup.Api.UserSays(user, "before");
        setup.Api.Acknowledge();
        var question = new Message("Which?") { Choices = [new("One", "one"), new("Two", "two")], Token = "Ab-_.c" };
        await setup.Channel.Send($"{user}", question, CancellationToken.None);
        return Assert.Single(setup.Api.AllSends);
    }
}
