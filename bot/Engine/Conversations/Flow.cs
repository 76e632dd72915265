using ChatGov.Actions;
using ChatGov.Emergencies;
using ChatGov.Outbox;

namespace ChatGov.Conversations;

/// <summary>A conversation of several questions: a form, or one that asks in a way of its own.</summary>
public abstract class Flow
{
    /// <summary>Its name in the session.</summary>
    public abstract string Name { get; }

    /// <summary>How that is taken back which it ends in, or why it is not.</summary>
    public abstract Undo Undo { get; }

    /// <summary>A chat that stands there can go on; else it is asked to begin again, kindly.</summary>
    public abstract bool Knows(FlowState state);

    /// <summary>May be gone through without having agreed to the privacy notice.</summary>
    public virtual bool WithoutConsent => false;

    /// <summary>Only people with one of these roles go through it; empty for everybody. Whose office ends in the middle is told so.</summary>
    public virtual IReadOnlyList<Rights.Role> OnlyFor => [];

    /// <summary>The open step takes a photo too; it never needs one.</summary>
    public virtual bool TakesPhotos(FlowState state) => false;

    /// <summary>The question of the open step.</summary>
    public abstract Message Ask(Scene scene, FlowState state);

    /// <summary>What the answer to the open step leads to.</summary>
    public abstract Message Hear(Scene scene, FlowState state, Answer answer);

    /// <summary>What a word leads to that may mean leaving all of it, or only this question: 算了, 返回. Null where leaving costs nothing.</summary>
    public virtual Message? BeforeLeaving(Scene scene, FlowState state) => null;

    /// <summary>The open step would keep these words as its answer, whatever they are.</summary>
    public abstract bool Keeps(Scene scene, FlowState state, string words);

    /// <summary>The open step understands these words as one of its answers.</summary>
    public abstract bool Reads(Scene scene, FlowState state, string words);
}

/// <summary>
/// Asks in a way of its own. <see cref="Step"/> is pure: it decides from the open step and the answer alone. Reading the database is
/// for asking (choices to show) and for finishing (the use case).
/// </summary>
public abstract class StepFlow : Flow
{
    /// <summary>Raised when the steps change.</summary>
    public virtual int Version => 1;

    public sealed override bool Knows(FlowState state) => state.Version == Version;

    /// <summary>What the answer to the open step leads to.</summary>
    public abstract Move Step(FlowState state, Answer answer);

    /// <summary>The same, where only what is on record tells an answer from another sentence.</summary>
    protected virtual Move Weigh(Scene scene, FlowState state, Answer answer) => Step(state, answer);

    /// <summary>All is answered: run the use case and say what came of it.</summary>
    protected abstract Message Finish(Scene scene, FlowState state);

    public sealed override Message Hear(Scene scene, FlowState state, Answer answer)
    {
        switch (Weigh(scene, state, answer))
        {
            case Move.Next next:
                scene.Session = scene.Session with { Flow = next.State.OfSameRun(state) };
                return Ask(scene, next.State);
            case Move.Again again:
                var isAgain = scene.Session.Misses > 0;
                var why = scene.Say(isAgain && again.Twice is { } second ? second : again.Key, again.Args);
                var asked = Conversation.Asked(scene, isAgain ? why + "\n" + scene.Say("form.way_out") : why);
                return answer is { Chosen: null, OwnPhone: null, Photo: null }
                    ? CallFirst.AfterNotUnderstood(scene, CommandOrAnswer.OrElsewhere(scene, asked, answer.Text))
                    : asked;
            case Move.Done done:
                scene.Session = scene.Session with { Flow = null };
                return Complete(scene, done.State);
            default:
                throw new InvalidOperationException("a move of no known kind");
        }
    }

    /// <summary>The same, and remembered for 撤销.</summary>
    public Message Complete(Scene scene, FlowState state) => Undoing.Watch(scene, Undo, () => Finish(scene, state));

    public sealed override bool Keeps(Scene scene, FlowState state, string words) => Weigh(scene, state, new Answer(words) { At = scene.Tx.Now }) switch
    {
        Move.Next next => Holds(state, next.State, words),
        Move.Done done => Holds(state, done.State, words),
        _ => false,
    };

    public sealed override bool Reads(Scene scene, FlowState state, string words) => Weigh(scene, state, new Answer(words) { At = scene.Tx.Now }) is not Move.Again;

    protected FlowState Begin(string step) => FlowState.Begin(Name, step, Version);

    private static bool Holds(FlowState before, FlowState after, string words) =>
        after.Answers.Any(pair => pair.Value == words.Trim() && before[pair.Key] != pair.Value);
}

/// <summary>What a person answered to an open step.</summary>
/// <param name="Text">What they typed, or the label they chose.</param>
/// <param name="Chosen">The argument of the chosen <c>answer:…</c>, when they chose one.</param>
/// <param name="OwnPhone">The number of their own contact, when they shared it.</param>
public sealed record Answer(string Text, string? Chosen = null, string? OwnPhone = null)
{
    /// <summary>A photo that came with the words, or before them; only where the step takes photos.</summary>
    public long? Photo { get; init; }

    /// <summary>They said that these words are the answer, whatever else they could be.</summary>
    public bool TakenAsAnswer { get; init; }

    /// <summary>When it was answered: "tomorrow" is the day after this, however long ago the flow was opened.</summary>
    public DateTimeOffset At { get; init; }
}

public abstract record Move
{
    /// <summary>Ask the step that the state names.</summary>
    public sealed record Next(FlowState State) : Move;

    /// <summary>The answer does not do: say why and what would, and ask again.</summary>
    public sealed record Again(string Key, params (string Name, object Value)[] Args) : Move
    {
        /// <summary>Said from the second time in a row on, instead.</summary>
        public string? Twice { get; init; }
    }

    /// <summary>Everything is there: run the use case.</summary>
    public sealed record Done(FlowState State) : Move;
}
