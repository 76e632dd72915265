using System.Globalization;
using System.Text;
using ChatGov.Sentences;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Sentences;

/// <summary>The page of what can be said is written from the features' own examples.</summary>
public sealed class SentencesPageTests
{
    [Fact]
    public void The_page_of_sentences_is_current()
    {
        var path = Project.File("bot", "Engine", "Sentences", "SENTENCES.md");
        var page = Text();
        if (Environment.GetEnvironmentVariable(Project.WriteVariable) == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, $"bot/Engine/Sentences/SENTENCES.md is not current: run this test with {Project.WriteVariable}=1 and commit what it writes");
    }

    private static string Text()
    {
        var page = new StringBuilder(
            $"""
            # What can be said

            Generated from the features' `sentences.txt`; do not edit. A test fails when this page is not current, and
            `{Project.WriteVariable}=1 dotnet test --filter FullyQualifiedName~SentencesPageTests` writes it anew.

            These are examples: [how others are understood](README.md). `能说什么` shows in the chat those that the reader may ask.

            | wish | whose | for example | answered by |
            |---|---|---|---|

            """);
        foreach (var wish in SentenceBook.Of.Wishes)
        {
            var whose = wish.For.Count == 0 ? "anybody" : string.Join(", ", wish.For);
            page.Append(CultureInfo.InvariantCulture, $"| `{wish.Name}` | {whose} | {string.Join(" · ", wish.Examples)} | `{wish.Topic}` |\n");
        }

        return page.ToString();
    }
}
