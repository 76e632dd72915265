using ChatGov.Outbox;

namespace ChatGov.Conversations;

/// <summary>What was just done in this chat and can be taken back, for a while.</summary>
/// <param name="Action">What takes it back: an action like any other, with its own rules; who was told is told.</param>
public sealed record Undoable(string Action, DateTimeOffset Until)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public static Undoable Now(string action, DateTimeOffset now) => new(action, now + Life);
}

/// <summary>撤销: takes back what was just done, as long as nobody acted on it.</summary>
internal static class Undoing
{
    public static IReadOnlyList<Topic> Topics { get; } = [new("undo", (scene, _) => Undo(scene)) { Anywhere = true }];

    /// <summary>Says of what was done how it is taken back.</summary>
    public static Message Offer(Scene scene, Message done, string action)
    {
        scene.Session = scene.Session with { Undo = Undoable.Now(action, scene.Tx.Now) };
        return done with { Text = done.Text + "\n" + scene.Say("undo.offer") };
    }

    private static Message Undo(Scene scene)
    {
        if (scene.Session.Undo is not { } last)
        {
            return scene.Answer("undo.nothing");
        }

        scene.Session = scene.Session with { Undo = null };
        return Conversation.Resume(scene, last.Action);
    }
}
