using System.Globalization;
using ChatGov.Claims;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Hours;

/// <summary>What somebody says about their hours, and the decision on it.</summary>
internal static class ObjectionReview
{
    private static readonly IReadOnlyList<Role> Deciders = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(HoursActions.ReviewObjection.Name, (scene, argument) => With(scene, argument, Review)) { For = Deciders, Opens = true },
        new(HoursActions.AgreeObjection.Name, (scene, argument) => With(scene, argument, (each, objection) => Decide(each, objection, objection.Minutes))) { For = Deciders },
        new(HoursActions.LeaveObjection.Name, (scene, argument) => With(scene, argument, (each, objection) => Decide(each, objection, null))) { For = Deciders },
        new(HoursActions.AdjustObjection.Name, (scene, argument) => With(scene, argument, (each, objection) => FormFlow.Open(each, ObjectionForms.Adjusting, "", (ObjectionForms.Adjusting.Subject, objection.Id)))) { For = Deciders },
    ];

    internal static Message Decide(Scene scene, OpenObjection objection, long? minutes) =>
        ObjectionDecisions.Decide(scene.Tx, objection.Id, minutes).Match(
            decision => ObjectionForms.Decided(scene.Language, decision),
            scene.Answer);

    internal static Message With(Scene scene, string argument, Func<Scene, OpenObjection, Message> work) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id)
        && ObjectionDecisions.Find(scene.Tx, id) is { } objection
            ? work(scene, objection)
            : scene.Answer("review_objection.gone");

    private static Message Review(Scene scene, OpenObjection objection)
    {
        var text = scene.Say(
            "review_objection.head." + Kind(objection),
            ("name", objection.Name),
            ("title", objection.Title),
            ("day", Deadlines.Shanghai.Day(objection.StartsAt)),
            ("hours", Show.Hours(objection.Minutes)),
            ("recorded", Show.Hours(objection.Recorded ?? 0)));
        text = objection.Text is { } words ? text + "\n" + scene.Say("review_objection.says", ("text", words)) : text;
        text = objection.FirstMinutes is { } first ? text + "\n" + scene.Say("review_objection.first", ("hours", Show.Hours(first))) : text;
        return new Message(text)
        {
            Choices =
            [
                scene.Choice("review_objection.agree", HoursActions.AgreeObjection.On(objection.Id), ("hours", Show.Hours(objection.Minutes))),
                scene.Choice("review_objection.other", HoursActions.AdjustObjection.On(objection.Id)),
                scene.Choice("review_objection.leave", HoursActions.LeaveObjection.On(objection.Id)),
            ],
        };
    }

    private static string Kind(OpenObjection objection) => objection.FromState switch
    {
        null => "not_on_list",
        ClaimState.Confirmed or ClaimState.CheckedIn or ClaimState.CheckedOut => "lead",
        { } state => state.ToString(),
    };
}
