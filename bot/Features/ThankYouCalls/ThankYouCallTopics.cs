using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.ThankYouCalls;

/// <summary>感谢回访: whom to call, and what they said.</summary>
internal static class ThankYouCallTopics
{
    private static readonly IReadOnlyList<Role> Calling = [.. Can.CallBack.Roles, .. Can.OverseeCases.Roles];

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(ThankYouCallActions.Open.Name, Open) { For = Calling, Opens = true },
        new(ThankYouCallActions.Record.Name, (scene, id) => FormFlow.Open(scene, ThankYouCallForm.Form, "", ("id", id))) { For = Calling },
    ];

    public static Choice ToDo(Scene scene, ToDoItem item) => Line(scene, item.Id, item.OrgName);

    private static Choice Line(Scene scene, long id, string community) => scene.Choice("todo.thank_you_call", ThankYouCallActions.Open.On(id), ("community", community));

    /// <summary>Opening it is reading the number; without one, those that wait.</summary>
    private static Message Open(Scene scene, string argument) => ActionName.Id(argument) == 0 ? Show(scene) : ThankYouCalling.ReadContact(scene.Tx, ActionName.Id(argument)).Match(
        contact => Said(scene, contact, ThankYouCalling.Load(scene.Tx, contact.Id)!), refusal => refusal.Code == RefusalCode.NotFound ? scene.Answer("thank_you_call.gone") : scene.Answer(refusal));

    private static Message Show(Scene scene)
    {
        List<Choice> lines = [.. ThankYouCalling.Mine(scene.Tx).Select(call => Line(scene, call.Id, call.OrgName))];
        return lines.Count == 0 ? scene.Answer("thank_you_call.none") : scene.Answer("thank_you_call.head") with { Choices = lines };
    }

    private static Message Said(Scene scene, ThankYouContact contact, ThankYouCall call) => scene.Answer(
        call.CaseId is null ? "thank_you_call.visit" : "thank_you_call.case", ("id", call.CaseId ?? 0), ("name", contact.Name), ("contact", contact.Contact)) with
    {
        Choices = [scene.Choice("thank_you_call.choice.record", ThankYouCallActions.Record.On(call.Id))],
    };
}
