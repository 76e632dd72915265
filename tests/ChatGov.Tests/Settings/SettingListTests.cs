using System.Text;
using System.Text.RegularExpressions;
using ChatGov.Commands;
using ChatGov.Messengers;
using ChatGov.Messengers.Terminal;
using ChatGov.Settings;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Settings;

/// <summary>The list of settings against what is made of it, in both directions.</summary>
public sealed partial class SettingListTests
{
    [Fact]
    public void The_table_of_the_readme_is_the_list()
    {
        var table = new StringBuilder("| setting | for | without it | meaning |\n| --- | --- | --- | --- |\n");
        foreach (var setting in SettingList.All)
        {
            var otherwise = setting.Default is { } value ? $"`{value}`" : setting.Otherwise;
            table.Append($"| `{setting.Name}`{(setting.Kind.IsSecret ? " (secret)" : "")} | {Programs(setting.By)} | {otherwise} | {setting.Meaning} |\n");
        }

        Project.HasPart("README.md", "settings", table.ToString());
    }

    [Fact]
    public void The_table_of_the_desk_s_commands_is_the_list()
    {
        var table = new StringBuilder("| command | |\n| --- | --- |\n");
        foreach (var usage in Command.Usages)
        {
            table.Append($"| `{usage.Usage}` | {usage.Meaning} |\n");
        }

        Project.HasPart("admin/README.md", "commands", table.ToString());
    }

    [Fact]
    public void Names_are_unlike_each_other_and_examples_and_defaults_are_of_their_kind()
    {
        Assert.Equal(SettingList.All.Count, SettingList.All.Select(setting => setting.Name.ToUpperInvariant()).Distinct().Count());
        Assert.All(SettingList.All, setting =>
        {
            Assert.True(setting.Kind.Fits(setting.Example), setting.Name);
            Assert.True(setting.Default is null || setting.Kind.Fits(setting.Default), setting.Name);
            Assert.False(string.IsNullOrWhiteSpace(setting.Meaning), setting.Name);
        });
    }

    /// <summary>One that nobody reads would do nothing, and one that is read past the list would be checked by nobody.</summary>
    [Fact]
    public void Each_is_read_somewhere_and_nothing_reads_past_the_list()
    {
        string[] readByDotNet = ["Urls"];
        var sources = Project.Sources();
        Assert.All(SettingList.All.Where(setting => !readByDotNet.Contains(setting.Name)), setting =>
            Assert.True(sources.Any(file => Reads(file.Text, setting.Name)), $"{setting.Name} is read by nobody"));

        // The planted sinners: where it is declared it is not read yet, and the pattern finds what it is to find.
        Assert.False(Reads("new(\"A:B\", ReadBy.Bot", "A:B"));
        Assert.True(Reads("new(\"A:B\", ReadBy.Bot); values.Find(\"A:B\")", "A:B"));
        Assert.Matches(ReadsPast(), "app.Configuration[Name] is { } text");
        Assert.DoesNotContain(sources, file => !file.Path.Contains("/shared/Engine/Settings/", StringComparison.Ordinal) && !file.Path.EndsWith("TrustedProxies.cs", StringComparison.Ordinal) && ReadsPast().IsMatch(file.Text));
    }

    [Fact]
    public void Each_messenger_that_serves_people_is_one_for_the_demo_too()
    {
        var channels = typeof(BotSettings).Assembly.GetTypes().Where(type => !type.IsAbstract && type.IsAssignableTo(typeof(IChannel)) && type != typeof(TerminalChannel))
            .Select(type => type.Name.Replace("Channel", "", StringComparison.Ordinal)).Order(StringComparer.Ordinal).ToList();
        Assert.NotEmpty(channels);
        Assert.Equal(channels, MessengerList.ForPeople.Select(messenger => messenger.Section).Order(StringComparer.Ordinal));
        Assert.Equal("Terminal", Assert.Single(MessengerList.All.Except(MessengerList.ForPeople)).Section);
        Assert.All(MessengerList.All, messenger => Assert.Equal(messenger.Settings, SettingList.All.Where(setting => setting.Section == messenger.Section)));
        Assert.Equal("Telegram:Token or WeCom:CorpId", MessengerList.WaysToServe);
    }

    private static bool Reads(string text, string name) =>
        text.Replace($"new(\"{name}\", ReadBy.", "", StringComparison.Ordinal).Contains($"\"{name}\"", StringComparison.Ordinal);

    private static string Programs(ReadBy by) => by switch
    {
        ReadBy.Bot => "bot",
        ReadBy.Desk => "desk",
        ReadBy.Both => "both",
        _ => throw new ArgumentOutOfRangeException(nameof(by)),
    };

    [GeneratedRegex(@"IConfiguration\b|onfiguration\[|\.GetSection\(|GetEnvironmentVariable\(", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex ReadsPast();
}
