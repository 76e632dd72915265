using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Conversations.Everyone;

/// <summary>
/// First contact: a short privacy notice and a choice. Refusing is fine: open tasks, help and a human stay open. What
/// the person wanted goes on as soon as they agree.
/// </summary>
internal static class Notice
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("consent_yes", (scene, _) => Agree(scene)) { WithoutConsent = true },
        new("consent_no", (scene, _) => Decline(scene)) { WithoutConsent = true },
    ];

    /// <param name="wanted">The action that waits for the agreement.</param>
    public static Message Show(Scene scene, string? wanted)
    {
        scene.Session = scene.Session with { Wanted = wanted };
        return scene.Answer("notice.text") with
        {
            Choices = [scene.Choice("notice.yes", "consent_yes"), scene.Choice("notice.no", "consent_no")],
        };
    }

    private static Message Agree(Scene scene)
    {
        if (!scene.HasConsent)
        {
            var session = scene.Session;
            var personId = Joining.Agree(scene.Tx, scene.Account, session.Language);
            scene.Tx.As(new Data.Actor(personId, scene.Tx.Actor.InboxId));
            scene.Session = session with
            {
                PersonId = personId,
                ConsentVersion = Consents.CurrentVersion,
                NoticeDeclinedAt = null,
            };
        }

        if (scene.Session.Wanted is { } wanted)
        {
            scene.Session = scene.Session with { Wanted = null };
            return Conversation.Resume(scene, wanted);
        }

        return Menus.Offer(scene, scene.Say("notice.agreed"));
    }

    private static Message Decline(Scene scene)
    {
        scene.Session = scene.Session with { Wanted = null, Flow = null, NoticeDeclinedAt = scene.Tx.Now };
        return scene.Answer("notice.declined") with
        {
            Choices = [scene.Choice("menu.list_tasks", "list_tasks"), scene.Choice("menu.human", "human")],
        };
    }
}
