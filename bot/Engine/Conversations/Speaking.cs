using ChatGov.Actions;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>语言: zh-CN or en, for this chat and for all that is sent to the person.</summary>
internal static class Speaking
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ChatActions.Language.Name, Choose) { WithoutConsent = true, Anywhere = true, AnywhereWith = Language.All.Contains, AsksAgain = true, OnlyAsks = true },
    ];

    private static Message Choose(Scene scene, string language)
    {
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
