using ChatGov.Actions;
using ChatGov.Outbox;
using ChatGov.Sentences;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>能说什么: what can be said in plain sentences, by who one is, in the words of the features' own examples.</summary>
internal static class Sayable
{
    private const int Most = 28;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ChatActions.WhatToSay.Name, (scene, _) => Show(scene)) { WithoutConsent = true, OnlyShows = true },
    ];

    // What an office does every day comes before what anybody may ask.
    private static Message Show(Scene scene) => new(string.Join(
        '\n',
        SentenceBook.Of.Wishes.Where(wish => Plainly.TopicOf(wish) is { } topic && topic.IsFor(scene)).OrderByDescending(wish => Conversations.Topics.Find(wish.Topic)!.For.Count > 0).ThenBy(wish => wish.For.Count == 0)
            .Select(wish => wish.Examples.Find(example => LanguageOf(example) == scene.Language)).OfType<string>().Take(Most).Prepend(scene.Say("everyone.sayable"))));

    private static string LanguageOf(string example) => example.Any(letter => !char.IsAscii(letter)) ? Language.Chinese : Language.English;
}
