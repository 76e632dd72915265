using System.Text.Json;
using Telegram.Bot;

namespace ChatGov.Messengers.Telegram;

/// <summary>How the package's JSON is read here.</summary>
internal static class BotJson
{
    private const int Deep = 1_000;

    static BotJson()
    {
        // The package reads an answer as a whole: one update nested deeper than usual would spoil all that came with it.
        JsonBotAPI.Options.MaxDepth = Deep;
        JsonBotAPI.Configure(OneByOne);
    }

    /// <summary>For one thing out of an answer: what is deeper than usual spoils only itself.</summary>
    public static JsonSerializerOptions OneByOne { get; } = new();

    public static JsonDocumentOptions Whole { get; } = new() { MaxDepth = Deep };
}
