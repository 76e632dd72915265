using System.Reflection;
using System.Text.RegularExpressions;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>What a button does is said once: an action of a feature, which a topic of the same feature answers.</summary>
public sealed partial class ActionTests
{
    private static readonly IReadOnlyList<(string Of, ActionName Action)> Actions =
    [
        .. typeof(ActionName).Assembly.GetTypes().Where(type => type is { IsAbstract: true, IsSealed: true }).SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Static)
            .Where(property => property.PropertyType == typeof(ActionName)).Select(property => (type.Namespace!.Split('.')[^1], (ActionName)property.GetValue(null)!))),
    ];

    [Fact]
    public void Each_action_has_one_topic_and_each_topic_one_action() => Assert.Equal(
        Topics.All.Select(topic => topic.Intent).Order(StringComparer.Ordinal), Actions.Select(each => each.Action.Name).Order(StringComparer.Ordinal));

    [Fact]
    public void An_action_is_answered_by_its_own_feature()
    {
        Assert.NotEmpty(Actions);
        foreach (var feature in ChatFeatures.All)
        {
            Assert.Equal(
                Actions.Where(each => each.Of == feature.Of.Name).Select(each => each.Action.Name).Order(StringComparer.Ordinal),
                feature.Topics.Select(topic => topic.Intent).Order(StringComparer.Ordinal));
        }
    }

    /// <summary>A name that is written down beside its action drifts from it.</summary>
    [Fact]
    public void No_button_spells_its_action() =>
        Assert.Empty(Project.Sources().Where(file => Spelled(file.Text).Any()).Select(file => $"{Path.GetFileName(file.Path)}: {string.Join(", ", Spelled(file.Text))}"));

    [Theory]
    [InlineData("scene.Choice(\"menu.claims\", \"my_claims\")", true)]
    [InlineData("new LabelledChoice(\"x.open\", $\"task_detail:{id}\")", true)]
    [InlineData("string.Create(CultureInfo.InvariantCulture, $\"set_kind:{id}.{each}\")", true)]
    [InlineData("scene.Choice(\"menu.claims\", ClaimActions.MyClaims.Name)", false)]
    public void A_button_that_spells_it_is_found(string text, bool isFound) => Assert.Equal(isFound, Spelled(text).Any());

    private static IEnumerable<string> Spelled(string text) =>
        Literal().Matches(text).Select(match => match.Groups["name"].Value).Where(name => Topics.Find(name) is not null);

    [GeneratedRegex("(?:Choice\\([^\\n(]*|new\\(\"[a-z_.]+\\.[a-z_.]+\", )\\$?\"(?<name>[a-z_]+)(?:\"|:\\{)|\\$\"(?<name>[a-z_]+):\\{", RegexOptions.None, matchTimeoutMilliseconds: 2000)]
    private static partial Regex Literal();
}
