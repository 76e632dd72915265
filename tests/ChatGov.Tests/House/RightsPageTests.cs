using System.Globalization;
using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>The page of who may what is written from the rights themselves.</summary>
public sealed partial class RightsPageTests
{
    [Fact]
    public void The_page_of_rights_is_current()
    {
        var path = Project.File("shared", "Engine", "Rights", "RIGHTS.md");
        var page = Text();
        if (Environment.GetEnvironmentVariable(Project.WriteVariable) == "1")
        {
            File.WriteAllText(path, page);
        }

        Assert.True(File.Exists(path) && File.ReadAllText(path) == page, $"shared/Engine/Rights/RIGHTS.md is not current: run this test with {Project.WriteVariable}=1 and commit what it writes");
    }

    private static string Text()
    {
        var page = new StringBuilder(
            $"""
            # Who may what

            Generated from `Can.cs`; do not edit. A test fails when this page is not current, and
            `{Project.WriteVariable}=1 dotnet test --filter FullyQualifiedName~RightsPageTests` writes it anew.

            A role counts over its own place and all under it, in its time; a token has no more than its role and its part of the tree. Chat, desk,
            lists and menus ask by the same text; where one door asks another right on purpose, the right says so. What is a person's own (their claims, hours, papers, visits, needs) no right is needed for.

            | right | what | {string.Join(" | ", Enum.GetValues<Role>())} |
            |---|---|{string.Concat(Enum.GetValues<Role>().Select(_ => "---|"))}

            """);
        var said = Said().Matches(File.ReadAllText(Project.File("shared", "Engine", "Rights", "Can.cs"))).ToDictionary(match => match.Groups["name"].Value, match => match.Groups["what"].Value, StringComparer.Ordinal);
        foreach (var can in Can.All)
        {
            page.Append(CultureInfo.InvariantCulture, $"| `{can.Name}` | {said[can.Name]} | {string.Join(" | ", Enum.GetValues<Role>().Select(role => can.Roles.Contains(role) ? "yes" : ""))} |\n");
        }

        return page.ToString();
    }

    [GeneratedRegex("<summary>(?<what>.*)</summary>\\s+public static readonly Can \\w+ = new\\(\"(?<name>\\w+)\"", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Said();
}
