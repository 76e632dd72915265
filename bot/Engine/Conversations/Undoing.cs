using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Conversations;

/// <summary>What was just done in this chat, and what 撤销 does about it, for a while.</summary>
/// <param name="Action">What takes it back: an action like any other, with its own rules; who was told is told. Empty where nothing does.</param>
/// <param name="After">The last row that this left in the audit: whoever did something else since means that.</param>
/// <param name="Why">Why nothing takes it back, and what to do instead.</param>
public sealed record Undoable(string Action, DateTimeOffset Until, long After, string? Why = null)
{
    public static Undoable Now(Tx tx, string action, string? why) =>
        new(action, tx.Now + Actions.Undo.Within, tx.LastAudit ?? 0, why);

    public bool IsLast(Tx tx) => !tx.Exists("SELECT COUNT(*) FROM audit WHERE id > @After AND actor_id = @PersonId", new { After, tx.Actor.PersonId });
}

/// <summary>撤销: takes back what was just done, as long as nobody acted on it; or says why it stays, and what to do instead.</summary>
internal static class Undoing
{
    public static IReadOnlyList<Topic> Topics { get; } = [new(ChatActions.Undo.Name, (scene, _) => Undo(scene)) { Anywhere = true }];

    /// <summary>
    /// Runs what somebody asked for. Where it did anything, what 撤销 does about that is remembered: the innermost that knows says it, as its
    /// topic or form declares it. An answer with buttons has no room for a line about it.
    /// </summary>
    public static Message Watch(Scene scene, Undo? undo, Func<Message> act)
    {
        var before = scene.Tx.Audits;
        var said = act();
        if (scene.Tx.Audits == before || scene.Tx.Audits == scene.Remembered)
        {
            return said;
        }

        scene.Remembered = scene.Tx.Audits;
        var (by, of) = (undo as Undo.By, scene.DoneTo);
        scene.DoneTo = null;
        scene.Session = scene.Session with { Undo = scene.Session.PersonId is null ? null : Remember(scene.Tx, undo, by is null ? null : of) };
        return by is not null && of is not null && said.Choices.Count == 0 ? said with { Text = said.Text + "\n" + scene.Say("undo.offer") } : said;
    }

    private static Undoable Remember(Tx tx, Undo? undo, long? of) => (undo, of) switch
    {
        (Actions.Undo.By by, { } id) => Undoable.Now(tx, by.Action.On(id), why: null),
        (Actions.Undo.By by, null) => Undoable.Now(tx, "", by.Otherwise),
        (Actions.Undo.Not not, _) => Undoable.Now(tx, "", not.Why),
        _ => Undoable.Now(tx, "", Actions.Undo.Not.Usual),
    };

    private static Message Undo(Scene scene)
    {
        // Whoever is in the middle of something means that, not what they did before it.
        if (scene.Session.Flow is not null)
        {
            return scene.Answer("undo.not_in_form");
        }

        if (scene.Session.Undo is not { } last || !last.IsLast(scene.Tx))
        {
            scene.Session = scene.Session with { Undo = null };
            return scene.Answer("undo.nothing");
        }

        if (last.Why is { } why)
        {
            return scene.Answer(why);
        }

        scene.Session = scene.Session with { Undo = null };
        return Conversation.Resume(scene, last.Action);
    }
}
