using System.Text.RegularExpressions;
using ChatGov.Commands;
using ChatGov.Data;
using ChatGov.Settings;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Operating;

/// <summary>What the operator's page names is there: settings, commands, calls, lines of the log, pages. A first day of it is run by <see cref="FirstDayTests"/>.</summary>
public sealed partial class OperatingPageTests
{
    private static readonly string Page = File.ReadAllText(Project.File("admin", "OPERATING.md"));

    [Fact]
    public void Every_setting_that_it_names_is_one()
    {
        var names = InFile().Matches(Page).Select(match => match.Groups[1].Value.Replace("__", ":", StringComparison.Ordinal))
            .Concat(InWords().Matches(Page).Select(match => match.Groups[1].Value)).ToList();
        Assert.True(names.Count > 12, string.Join(", ", names));
        Assert.All(names, name => Assert.True(SettingList.Find(name) is not null, $"{name} is no setting"));
        Assert.Null(SettingList.Find("Operator:Nam"));
    }

    /// <summary>Read as the desk reads its own command line, which refuses what it does not know.</summary>
    [Fact]
    public void Every_command_that_it_names_is_one_and_its_options_too()
    {
        var commands = InSubstitution().Replace(Page, "x") is var page ? Commands().Matches(page).Select(match => match.Groups[1].Value.Trim()).ToList() : [];
        Assert.True(commands.Count > 6, string.Join(", ", commands));
        Assert.All(commands, command => Assert.NotNull(CommandLine.Read(command.Split(' '), ReadBy.Desk, Command.Usages).Command));
        Assert.Throws<ConfigurationFault>(() => CommandLine.Read(["backup", "--two", "x"], ReadBy.Desk, Command.Usages));
    }

    [Fact]
    public async Task Every_call_that_it_names_is_in_the_document()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var document = (await site.Get("/openapi/v1.json", null)).Json["paths"]!;
        var calls = Calls().Matches(Page);
        Assert.True(calls.Count > 5);
        Assert.All(calls, call => Assert.True(
            document[call.Groups[2].Value]?[call.Groups[1].Value.ToLowerInvariant()] is not null, call.Value));
    }

    [Fact]
    public void Every_line_of_the_log_that_it_names_is_said_somewhere()
    {
        var from = Page.IndexOf("| it says | do |", StringComparison.Ordinal);
        var table = Page[from..Page.IndexOf("\n\n", from, StringComparison.Ordinal)];
        var pieces = Quoted().Matches(table).SelectMany(match => match.Groups[1].Value.Split('…', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)).ToList();
        Assert.True(pieces.Count > 8, table);
        var sources = new[] { "shared", "bot", "admin" }.SelectMany(folder => Directory.EnumerateFiles(Project.File(folder), "*.cs", SearchOption.AllDirectories)).Select(File.ReadAllText).ToList();
        Assert.All(pieces.Where(piece => SettingList.Find(piece) is null), piece => Assert.True(sources.Exists(source => source.Contains(piece, StringComparison.Ordinal)), piece));
    }

    [Fact]
    public void Every_page_and_file_that_it_links_is_there()
    {
        var headings = Headings().Matches(Page).Select(match => Anchor(match.Groups[1].Value)).ToList();
        Assert.All(Links().Matches(Page).Select(match => match.Groups[1].Value), link => Assert.True(
            link.StartsWith('#') ? headings.Contains(link[1..]) : Path.Exists(Path.GetFullPath(Project.File("admin", link.Split('#')[0]))), link));
    }

    private static string Anchor(string heading) => string.Concat(heading.ToLowerInvariant().Where(sign => char.IsLetterOrDigit(sign) || sign is ' ' or '-')).Replace(' ', '-');

    [GeneratedRegex("(?m)^([A-Za-z]+__[A-Za-z]+)=", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InFile();

    [GeneratedRegex("`([A-Z][A-Za-z]+:[A-Z][A-Za-z]+|OTEL_[A-Z_]+)\\b", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InWords();

    [GeneratedRegex(@"\$\([^)\n]*\+%F\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex InSubstitution();

    [GeneratedRegex(@"sudo chatgov ([^`)\n]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Commands();

    [GeneratedRegex(@"`(GET|POST|PUT) (/api/v1/[^?`]+)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Calls();

    [GeneratedRegex("`([^`]+)`", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Quoted();

    [GeneratedRegex(@"(?m)^#+ (.+)$", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Headings();

    [GeneratedRegex(@"\]\(([^)\s]+)\)", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Links();
}
