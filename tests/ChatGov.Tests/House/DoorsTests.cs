using System.Text.RegularExpressions;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.House;

/// <summary>
/// Chat and desk are two doors to one house: what a right lets somebody do, it lets them do at both. Asked of the answers of all topics
/// and endpoints to all roles, which <see cref="Walks.RecordTests"/> holds against what is answered now.
/// </summary>
public sealed partial class DoorsTests
{
    /// <summary>One act by both doors: the right it needs, what the chat calls it, and the desk.</summary>
    private static readonly (Can[] Rights, string Topic, string Endpoint)[] Acts =
    [
        ([Can.RunCommunity], "approve:1", "POST /api/v1/registrations/{id:long}/approve"),
        ([Can.RunCommunity], "approve_claim:1", "POST /api/v1/claims/{id:long}/approve"),
        ([Can.RunCommunity], "answer_help:1", "POST /api/v1/help-requests/{id:long}/answer"),
        ([Can.AnswerNeeds], "accept_need:1", "POST /api/v1/needs/{id:long}/accept"),
        ([Can.AnswerNeeds], "let_go_need:1", "POST /api/v1/needs/{id:long}/let-go"),
        ([Can.AnswerCases, Can.OverseeCases], "accept_case:1", "POST /api/v1/cases/{id:long}/accept"),
        ([Can.OverseeCases], "answer_case:1", "POST /api/v1/cases/{id:long}/answer"),
        ([Can.CallBack], "write_down_case", "POST /api/v1/cases"),
        ([Can.RunCare], "end_care:1", "POST /api/v1/care-plans/{id:long}/end"),
        ([Can.RunCare], "care_plan:1", "GET /api/v1/care-plans/{id:long}"),
        ([Can.SpeakForUnit, Can.SpeakForCommunity], "confirm_agreement:1", "POST /api/v1/agreements/{id:long}/confirm"),
        ([Can.SpeakForUnit, Can.SpeakForCommunity], "match_yes:1", "POST /api/v1/matches/{id:long}/accept"),
    ];

    /// <summary>Acts for which the doors ask different rights on purpose, as the sentence of the chat's right says.</summary>
    private static readonly (Can Chat, string Topic, Can Desk, string Endpoint)[] ActsOfTwoRights =
    [
        (Can.RunOwnCommunity, "publish_task", Can.RunCommunity, "POST /api/v1/tasks"),
    ];

    /// <summary>Rights of one door only, and why.</summary>
    private static readonly Dictionary<Can, string> OneDoor = new()
    {
        [Can.See] = "who sees nothing of a thing is told that it is not there, by every act above",
        [Can.KeepRoster] = "rosters come as files, which the chat does not take",
        [Can.PublishOffers] = "a liaison speaks of their own unit's; the banner's office puts any unit's on the list from paper, at a desk",
        [Can.ShapeTree] = "the tree is drawn at a desk",
        [Can.FillOffices] = "what is missed is a line of 待办, which is one list for both doors",
        [Can.Operate] = "accounts that left are decided on together, and are a line of 待办 until then",
    };

    [Fact]
    public void Each_right_is_asked_at_both_doors_or_says_why_it_has_one() =>
        Assert.Equal(Can.All.Select(can => can.Name), Can.All.Where(can => OneDoor.ContainsKey(can) != (Acts.Any(act => act.Rights.Contains(can)) || ActsOfTwoRights.Any(act => act.Chat == can))).Select(can => can.Name));

    [Fact]
    public void What_a_role_may_in_chat_it_may_at_the_desk_and_the_other_way_round()
    {
        var topics = Record("topics.txt");
        var endpoints = Record("endpoints.txt");
        foreach (var (rights, topic, endpoint) in Acts)
        {
            Assert.Equal((topic, Holders(rights)), (topic, InChat(topics[topic])));
            Assert.Equal((endpoint, Holders(rights)), (endpoint, AtTheDesk(endpoints[endpoint])));
        }

        foreach (var (chat, topic, desk, endpoint) in ActsOfTwoRights)
        {
            Assert.Equal((topic, Holders(chat)), (topic, InChat(topics[topic])));
            Assert.Equal((endpoint, Holders(desk)), (endpoint, AtTheDesk(endpoints[endpoint])));
        }
    }

    /// <summary>Whoever reads the page of rights learns of it.</summary>
    [Fact]
    public void Where_the_doors_differ_the_page_of_rights_says_so()
    {
        var lines = File.ReadAllLines(Project.File("shared", "Engine", "Rights", "RIGHTS.md"));
        Assert.All(ActsOfTwoRights, act => Assert.Contains($"`{act.Desk.Name}`", Assert.Single(lines, line => line.StartsWith($"| `{act.Chat.Name}` |", StringComparison.Ordinal))[act.Chat.Name.Length..], StringComparison.Ordinal));
    }

    /// <summary>A topic is for those of some rights, for whoever it is.</summary>
    [Fact]
    public void No_topic_and_no_form_has_roles_of_its_own()
    {
        var sets = Can.All.Select(can => can.Roles.ToHashSet()).ToList();
        Assert.All(
            ChatGov.Conversations.Topics.All.Select(topic => (topic.Intent, topic.For)).Concat(ChatGov.Conversations.Flows.Forms.Select(form => (form.Name, form.OnlyFor))),
            each => Assert.True(
                each.Item2.ToHashSet().SetEquals(sets.Where(set => set.IsSubsetOf(each.Item2)).SelectMany(set => set)), $"{each.Item1} is for {string.Join(", ", each.Item2)}"));
        Assert.Empty(Project.Sources().Where(file => Written().IsMatch(file.Text)).Select(file => Path.GetFileName(file.Path)));
    }

    [Theory]
    [InlineData("new(\"x\", Y) { For = [Role.Secretary, Role.Deputy] }", true)]
    [InlineData("OnlyFor = [Role.Secretary]", true)]
    [InlineData("For = Can.RunCommunity.Roles", false)]
    public void Roles_that_are_written_down_are_found(string text, bool isFound) => Assert.Equal(isFound, Written().IsMatch(text));

    private static string Holders(params IEnumerable<Can> rights) => string.Join(", ", rights.SelectMany(can => can.Roles).Distinct().Order());

    private static string InChat(List<(string[] Who, string Answer)> told) => string.Join(", ", Roles(told, answer => answer != "(not understood)"));

    private static string AtTheDesk(List<(string[] Who, string Answer)> told) => string.Join(
        ", ", Roles(told, answer => !answer.StartsWith("403", StringComparison.Ordinal) && !answer.StartsWith("404", StringComparison.Ordinal)));

    private static IEnumerable<Role> Roles(IEnumerable<(string[] Who, string Answer)> told, Func<string, bool> may) =>
        told.Where(each => may(each.Answer)).SelectMany(each => each.Who).Where(who => Enum.TryParse<Role>(who, out _)).Select(Enum.Parse<Role>).Order();

    private static Dictionary<string, List<(string[] Who, string Answer)>> Record(string name)
    {
        var found = new Dictionary<string, List<(string[], string)>>(StringComparer.Ordinal);
        var now = new List<(string[], string)>();
        string[] who = [];
        foreach (var line in File.ReadLines(Project.File("tests", "ChatGov.Tests", "Walks", "Records", name)))
        {
            if (line.StartsWith("# ", StringComparison.Ordinal))
            {
                found[line[2..]] = now = [];
            }
            else if (!line.StartsWith(' '))
            {
                who = line.TrimEnd(':').Split(", ");
                now.Add((who, ""));
            }
            else if (now[^1].Item2.Length == 0)
            {
                now[^1] = (who, line.Trim());
            }
        }

        return found;
    }

    [GeneratedRegex(@"\b(For|OnlyFor) = \[Role\.", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Written();
}
