using ChatGov.Conversations;
using ChatGov.Outbox;

namespace ChatGov.HelpRequests;

/// <summary>转人工 and 投诉平台: one sentence from the person, a number back, and a human's answer later.</summary>
internal static class Helping
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(HelpRequestActions.Human.Name, (scene, words) => Ask(scene, HelpRequestKind.HandOff, words)) { WithoutConsent = true, Anywhere = true, AnywhereWith = _ => true, OnlyAsks = true, KeepsWords = true, SendsWords = true },
        new(HelpRequestActions.ComplainPlatform.Name, (scene, words) => Ask(scene, HelpRequestKind.Complaint, words)) { WithoutConsent = true, Anywhere = true, OnlyAsks = true, KeepsWords = true, SendsWords = true },
    ];

    /// <param name="subject">What it is about, where that is known: it stands before the words, for whoever answers.</param>
    public static Message Ask(Scene scene, HelpRequestKind kind, string words, string subject = "") => FormFlow.Open(
        scene,
        HelpRequestForms.Asking,
        words,
        (HelpRequestForms.Kind, kind),
        (HelpRequestForms.Channel, scene.Session.Channel),
        (HelpRequestForms.Chat, scene.Session.ChatId),
        (HelpRequestForms.Subject, subject));
}
