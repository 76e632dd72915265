using System.Text.RegularExpressions;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Walks;

/// <summary>The README leads to every folder and every page, and to none that is gone.</summary>
public sealed partial class ReadmeTests
{
    private static readonly string Readme = File.ReadAllText(Project.File("README.md"));

    [Theory]
    [InlineData("shared")]
    [InlineData("shared/Engine")]
    [InlineData("shared/Features")]
    [InlineData("bot")]
    [InlineData("bot/Engine")]
    [InlineData("admin")]
    [InlineData("admin/Engine")]
    [InlineData("tests")]
    public void The_table_of_folders_names_those_that_are_there(string folder)
    {
        var row = Assert.Single(Readme.Split('\n'), line => line.StartsWith($"| `{folder}/` |", StringComparison.Ordinal));
        var named = Quoted().Matches(row).Select(match => match.Groups[1].Value).Where(name => name != folder + "/").Distinct();
        var depth = folder.Split('/').Length;
        var there = Files(folder).Select(path => path.Split('/')).Where(parts => parts.Length > depth + 1).Select(parts => parts[depth]).Distinct();
        Assert.Equal(there.Order(StringComparer.Ordinal), named.Order(StringComparer.Ordinal));
    }

    [Fact]
    public void Every_page_is_linked()
    {
        var pages = new[] { "shared", "bot", "admin" }.SelectMany(Files).Where(path => path.EndsWith(".md", StringComparison.Ordinal)).ToList();
        Assert.NotEmpty(pages);
        Assert.Equal([], pages.Where(page => !Readme.Contains($"]({page})", StringComparison.Ordinal)));
    }

    private static IEnumerable<string> Files(string top) => Directory.EnumerateFiles(Project.File(top), "*", SearchOption.AllDirectories)
        .Select(path => Path.GetRelativePath(Project.Root, path).Replace('\\', '/'))
        .Where(path => Project.IsKept(path) && !path.Contains("/node_modules/", StringComparison.Ordinal));

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();
}
