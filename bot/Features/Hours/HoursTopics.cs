using System.Globalization;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>签到, 签退, and 有误 or 补录.</summary>
internal static class HoursTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("check_in", (scene, argument) => Check(scene, argument, "check_in", CheckIns.Arriving(scene.Tx), CheckIns.In, "hours.checked_in")) { PointsTo = ["check_in"] },
        new("check_out", (scene, argument) => Check(scene, argument, "check_out", CheckIns.Leaving(scene.Tx), CheckIns.Out, "hours.checked_out")) { PointsTo = ["check_out"] },
        new("object_hours", (scene, _) => Begin(scene)),
    ];

    private static Message Check(Scene scene, string argument, string intent, List<Claim> open, Func<Tx, long?, Outcome<Claim>> check, string said)
    {
        long? id = long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var given) ? given : null;
        var meant = Meant.Among(scene, id is null ? argument : "", open, claim => claim.Title, claim => claim.StartsAt);
        return id is null && meant.One is null && open.Count > 1
            ? scene.Answer("hours.check_which") with
            {
                Choices = [.. meant.Among.Select(claim => scene.Choice(
                    "task.choice.one", string.Create(CultureInfo.InvariantCulture, $"{intent}:{claim.Id}"), ("title", claim.Title), ("when", claim.StartsAt)))],
            }
            : check(scene.Tx, id ?? meant.One?.Id).Match(claim => scene.Answer(said, ("title", claim.Title)), scene.Answer);
    }

    private static Message Begin(Scene scene) => Objections.Mine(scene.Tx).Count == 0
        ? scene.Answer("hours.nothing_to_object")
        : scene.Begin(ObjectFlow.Start());
}

/// <summary>Which one, how long it really was, and a word about it for those who like.</summary>
internal sealed class ObjectFlow : StepFlow
{
    private const string Which = "which";
    private const string Long = "long";
    private const string Why = "why";
    private const int LongestText = 200;

    public override string Name => "object_hours";

    public static FlowState Start() => FlowState.Begin("object_hours", Which);

    public override Move Step(FlowState state, Answer answer) => state.Step switch
    {
        Which => answer.Chosen is { } chosen ? new Move.Next(state.With(Which, chosen).At(Long)) : new Move.Again("hours.choose"),
        Long => Minutes.Read(answer.Text) is { } minutes
            ? new Move.Next(state.With(Long, minutes.ToString(CultureInfo.InvariantCulture)).At(Why))
            : new Move.Again("refusal.MinutesUnclear"),
        _ when answer.Chosen == "skip" => new Move.Done(state.With(Why, "")),
        _ => answer.Text.Trim().Letters() <= LongestText ? new Move.Done(state.With(Why, answer.Text.Trim())) : new Move.Again("help_request.too_long", ("limit", LongestText)),
    };

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        Which => scene.Answer("hours.ask.which") with { Choices = [.. Objections.Mine(scene.Tx).Select(each => Line(scene, each))] },
        Long => scene.Answer("hours.ask.long"),
        _ => scene.Answer("hours.ask.why") with { Choices = [scene.Choice("everyone.skip", "answer:skip")] },
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        var ids = state[Which].Split('/');
        long? claimId = ids[0] == "-" ? null : Number(ids[0]);
        return Objections.Raise(scene.Tx, claimId, Number(ids[1]), Number(state[Long]), state[Why]).Match(
            claim => scene.Answer("hours.raised", ("title", claim.Title)),
            scene.Answer);
    }

    private static Choice Line(Scene scene, Disputable each)
    {
        var key = each.ClaimId is null ? "hours.line.not_on_list" : "hours.line." + each.State;
        var action = string.Create(CultureInfo.InvariantCulture, $"answer:{each.ClaimId?.ToString(CultureInfo.InvariantCulture) ?? "-"}/{each.TaskId}");
        return scene.Choice(key, action, ("title", each.Title), ("day", Deadlines.Shanghai.Day(each.StartsAt)), ("hours", Show.Hours(each.Minutes ?? 0)));
    }

    private static long Number(string text) => long.Parse(text, CultureInfo.InvariantCulture);
}
