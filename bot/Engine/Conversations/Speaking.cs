using ChatGov.Actions;
using ChatGov.Needs;
using ChatGov.Outbox;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Conversations;

/// <summary>语言: zh-CN or en, for this chat and for all that is sent to the person.</summary>
internal static class Speaking
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ChatActions.Language.Name, Choose) { WithoutConsent = true, Anywhere = true, AnywhereWith = Language.All.Contains, AsksAgain = true, OnlyAsks = true },
    ];

    private const int LeastChinese = 4;

    private static readonly string[] MongolianGreetings = WordList.Of("everyone.mongolian_greetings");

    /// <summary>Traditional letters, Cyrillic ones, or the greeting in whatever letters.</summary>
    public static bool IsMongolian(string text) => text.Any(letter => letter is (>= '\u1820' and <= '\u18AA') or (>= '\u0400' and <= '\u04FF')) || WordList.IsIn(text, MongolianGreetings);

    /// <summary>What was said in another language than the chat speaks is answered, and the other one is a press away.</summary>
    public static Message WithTheirs(Scene scene, string text, Message answer)
    {
        if (scene.Session.Flow is not null)
        {
            return answer;
        }

        if (IsMongolian(text))
        {
            var greeting = WordList.IsIn(text, MongolianGreetings) ? scene.Say("everyone.mongolian_hello") + "\n" : "";
            return answer with { Text = greeting + answer.Text, Choices = [.. answer.Choices, scene.Choice("everyone.interpreter", NeedActions.Ask.On(scene.Say("everyone.interpreter_words")))] };
        }

        var theirs = scene.Language == Language.Chinese && IsEnglish(text) ? Language.English
            : scene.Language == Language.English && IsChinese(text) ? Language.Chinese
            : null;
        return theirs is null ? answer : answer with { Choices = [.. answer.Choices, new Choice(Catalog.Say(theirs, "language.name"), ChatActions.Language.On(theirs))] };
    }

    /// <summary>More than a name.</summary>
    private static bool IsChinese(string text) => text.Count(letter => letter is >= '\u4E00' and <= '\u9FFF') >= LeastChinese;

    /// <summary>Several words in Latin letters and no other: a code or a name is one.</summary>
    private static bool IsEnglish(string text) =>
        text.All(char.IsAscii) && text.Split(' ', StringSplitOptions.RemoveEmptyEntries).Count(word => word.Any(char.IsAsciiLetter)) >= 2 && !text.Any(char.IsAsciiDigit);

    /// <summary>说中文 says which one already.</summary>
    private static string? Named(string words) =>
        Language.All.FirstOrDefault(each => WordList.Of("language.named." + each).Any(name => words.Contains(name, StringComparison.OrdinalIgnoreCase)));

    private static Message Choose(Scene scene, string argument)
    {
        var language = argument.Length > 0 ? argument : Named(scene.Incoming.Text) ?? "";
        if (!Language.All.Contains(language))
        {
            return scene.Answer("language.ask") with
            {
                Choices = [.. Language.All.Select(each => new Choice(Catalog.Say(each, "language.name"), "language:" + each))],
            };
        }

        scene.Session = scene.Session with { Language = language };
        if (scene.Session.PersonId is { } personId)
        {
            People.Preferences.SetLanguage(scene.Tx, personId, language);
        }

        return Conversation.Asked(scene, scene.Say("language.changed"));
    }
}
