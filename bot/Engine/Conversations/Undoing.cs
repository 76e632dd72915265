using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Conversations;

/// <summary>What was just done in this chat and can be taken back, for a while.</summary>
/// <param name="Action">What takes it back: an action like any other, with its own rules; who was told is told.</param>
/// <param name="After">The last row of the audit then: whoever did something else since means that.</param>
public sealed record Undoable(string Action, DateTimeOffset Until, long After)
{
    private static readonly TimeSpan Life = TimeSpan.FromMinutes(10);

    public static Undoable Now(Tx tx, string action) => new(action, tx.Now + Life, tx.First<long?>("SELECT MAX(id) FROM audit") ?? 0);

    public bool IsLast(Tx tx) => !tx.Exists("SELECT COUNT(*) FROM audit WHERE id > @After AND actor_id = @PersonId", new { After, tx.Actor.PersonId });
}

/// <summary>撤销: takes back what was just done, as long as nobody acted on it.</summary>
internal static class Undoing
{
    public static IReadOnlyList<Topic> Topics { get; } = [new(ChatActions.Undo.Name, (scene, _) => Undo(scene)) { Anywhere = true }];

    /// <summary>Says of what was done how it is taken back, unless a button under it shows the way: a card has little room.</summary>
    public static Message Offer(Scene scene, Message done, string action)
    {
        scene.Session = scene.Session with { Undo = Undoable.Now(scene.Tx, action) };
        return done.Choices.Count > 0 ? done : done with { Text = done.Text + "\n" + scene.Say("undo.offer") };
    }

    private static Message Undo(Scene scene)
    {
        if (scene.Session.Undo is not { } last)
        {
            return scene.Answer("undo.nothing");
        }

        scene.Session = scene.Session with { Undo = null };
        return last.IsLast(scene.Tx) ? Conversation.Resume(scene, last.Action) : scene.Answer("undo.nothing");
    }
}
