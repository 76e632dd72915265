using ChatGov.Outbox;

namespace ChatGov.Conversations;

/// <summary>
/// A conversation of several questions. <see cref="Step"/> is pure: it decides from the open step and the answer
/// alone. Reading the database is for asking (choices to show) and for finishing (the use case).
/// </summary>
public abstract class Flow
{
    /// <summary>Its name in the session.</summary>
    public abstract string Name { get; }

    /// <summary>Raised when the steps change; a chat within an older version is asked to begin again, kindly.</summary>
    public virtual int Version => 1;

    /// <summary>May be gone through without having agreed to the privacy notice.</summary>
    public virtual bool WithoutConsent => false;

    /// <summary>Only people with one of these roles go through it; empty for everybody. Whose office ends in the middle is told so.</summary>
    public virtual IReadOnlyList<Organisations.Role> OnlyFor => [];

    /// <summary>The open step takes a photo too; it never needs one.</summary>
    public virtual bool TakesPhotos(FlowState state) => false;

    /// <summary>What the answer to the open step leads to.</summary>
    public abstract Move Step(FlowState state, Answer answer);

    /// <summary>The question of the open step.</summary>
    public abstract Message Ask(Scene scene, FlowState state);

    /// <summary>All is answered: run the use case and say what came of it.</summary>
    public abstract Message Finish(Scene scene, FlowState state);

    protected FlowState Begin(string step) => FlowState.Begin(Name, step, Version);
}

/// <summary>What a person answered to an open step.</summary>
/// <param name="Text">What they typed, or the label they chose.</param>
/// <param name="Chosen">The argument of the chosen <c>answer:…</c>, when they chose one.</param>
/// <param name="OwnPhone">The number of their own contact, when they shared it.</param>
public sealed record Answer(string Text, string? Chosen = null, string? OwnPhone = null)
{
    /// <summary>A photo that came with the words, or before them; only where the step takes photos.</summary>
    public long? Photo { get; init; }

    /// <summary>When it was answered: "tomorrow" is the day after this, however long ago the flow was opened.</summary>
    public DateTimeOffset At { get; init; }
}

public abstract record Move
{
    /// <summary>Ask the step that the state names.</summary>
    public sealed record Next(FlowState State) : Move;

    /// <summary>The answer does not do: say why and what would, and ask again.</summary>
    public sealed record Again(string Key, params (string Name, object Value)[] Args) : Move;

    /// <summary>Everything is there: run the use case.</summary>
    public sealed record Done(FlowState State) : Move;
}
