using System.Text.RegularExpressions;
using ChatGov.Conversations;
using ChatGov.Tests.Support;
using ChatGov.Tests.Upgrades;
using ChatGov.Timers;

namespace ChatGov.Tests.House;

/// <summary>A feature stands in three rooms under one name, and says in one place of each what it adds.</summary>
public sealed partial class FeatureTests
{
    private static readonly string[] Rooms = ["shared", "bot", "admin"];

    [Fact]
    public void Every_feature_stands_in_the_rooms_it_says()
    {
        Assert.NotEmpty(Features.All);
        IReadOnlyList<IEnumerable<Feature>> said = [Features.All, ChatFeatures.All.Select(feature => feature.Of), DeskFeatures.All.Select(feature => feature.Of)];
        foreach (var (room, features) in Rooms.Zip(said))
        {
            Assert.Empty(features.Except(Features.All));
            Assert.Equal(
                features.Select(feature => feature.Name).Order(StringComparer.Ordinal),
                Directory.EnumerateDirectories(Project.File(room, "Features")).Select(Path.GetFileName).Order(StringComparer.Ordinal));
        }

        Assert.Empty(Features.All.Where(feature => feature.ToDo.Count > 0).Except(ChatFeatures.All.Select(feature => feature.Of)));
    }

    [Fact]
    public void What_a_feature_adds_is_where_it_is_looked_for()
    {
        foreach (var feature in Features.All)
        {
            Assert.All(feature.Timers, timer => Assert.Same(timer.Run, TimerHandlers.All[timer.Kind]));
            Assert.Empty(feature.Machines.SelectMany(machine => machine.TimerKinds).Except(feature.Timers.Select(timer => timer.Kind)));
            Assert.All(feature.Machines, machine => Assert.Contains(machine.Entity, feature.Tables));
        }

        Assert.All(ChatFeatures.All, feature => Assert.Equal(feature.Of.ToDo.Select(source => source.Kind).Distinct().Order(), feature.ToDo.Select(line => line.Kind).Order()));
        Assert.All(ChatFeatures.All.SelectMany(feature => feature.Topics), topic => Assert.Same(topic, Topics.Find(topic.Intent)));
        Assert.All(ChatFeatures.All.SelectMany(feature => feature.Flows), flow => Assert.Same(flow, Flows.Find(flow.Name)));
    }

    /// <summary>Each table, timer and state belongs to one feature, and only its own room changes its state.</summary>
    [Theory, Databases]
    public async Task The_tables_of_a_feature_are_there_and_nobody_else_moves_their_rows(Provider provider)
    {
        await using var database = TestDatabase.Create(provider);
        var owned = Features.All.SelectMany(feature => feature.Tables).ToList();
        Assert.Equal(owned.Count, owned.Distinct(StringComparer.Ordinal).Count());
        var tables = database.Db.Read(tx => Schema.Columns(tx, provider)).Select(column => column.Table).Distinct().ToList();
        Assert.All(owned, table => Assert.Contains(table, tables));
        foreach (var feature in Features.All)
        {
            Assert.Empty(tables.Where(table => feature.Machines.Any(machine => table == machine.Entity || table == machine.Entity + "_state")).Except(feature.Tables));
        }

        Assert.All(Project.Sources(), file => Assert.All(Moved(file.Text), table => Assert.DoesNotContain(table, owned)));
    }

    /// <summary>What is promised to serve its time, and where a person stands, is in the feature's own tables.</summary>
    [Fact]
    public void A_feature_answers_for_its_own_tables_alone()
    {
        foreach (var feature in Features.All)
        {
            Assert.All(feature.Retention, rule => Assert.Contains(rule.Table, feature.Tables));
            Assert.All(feature.Holds.SelectMany(place => place.Columns), column => Assert.Contains(column.Split('.')[0], feature.Tables));
        }
    }

    [Fact]
    public void Who_has_nothing_says_why()
    {
        Assert.Throws<ArgumentException>(() => (Some<string>)[]);
        Some<string> none = Nothing.Because("only codes");
        Assert.Equal((0, "only codes"), (none.Count, none.WhyNone));
        Some<string> one = ["a"];
        Assert.Equal((1, ""), (one.Count, one.WhyNone));
    }

    /// <summary>Whoever adds a state looks at the machine, and at no SQL: where a machine moves rows, its room spells no state.</summary>
    [Fact]
    public void The_room_of_a_machine_spells_no_state_in_its_sql()
    {
        var rooms = Features.All.Where(feature => feature.Machines.Count > 0).Select(feature => $"/shared/Features/{feature.Name}/").ToList();
        Assert.NotEmpty(rooms);
        Assert.Empty(Project.Sources().Where(file => rooms.Exists(room => file.Path.Contains(room, StringComparison.Ordinal)) && Spelled().IsMatch(file.Text)).Select(file => file.Path));
    }

    [Theory]
    [InlineData("WHERE n.state = 'Met'", true)]
    [InlineData("WHERE state NOT IN ('Met', 'Expired')", true)]
    [InlineData("WHERE state <> 'Met'", true)]
    [InlineData("WHERE state IN ({NeedMachine.Open})", false)]
    [InlineData("WHERE state = @state", false)]
    public void A_state_spelled_in_sql_is_found(string sql, bool isFound) => Assert.Equal(isFound, Spelled().IsMatch(sql));

    [Theory]
    [InlineData("UPDATE need SET state = 'Met' WHERE", "need")]
    [InlineData("UPDATE need SET title = @title, state = @to", "need")]
    [InlineData("UPDATE need n SET state = 'Met'", "need")]
    [InlineData("UPDATE need SET title = @title WHERE state = 'Met'", null)]
    public void Who_moves_a_row_is_found(string sql, string? table) => Assert.Equal(table, Moved(sql).FirstOrDefault());

    private static IEnumerable<string> Moved(string text) => Moving().Matches(text).Select(match => match.Groups[1].Value);

    [GeneratedRegex(@"\bstate\s*(=|<>|IN|NOT IN)\s*\(?'", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Spelled();

    [GeneratedRegex(@"UPDATE (\w+)(?:\s+\w+)?\s+SET\s+(?:(?!WHERE)[^;])*?\bstate = ", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Moving();
}
