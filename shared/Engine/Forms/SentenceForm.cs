using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Forms;

/// <summary>An act that needs one sentence: why, what to ask, where else to go.</summary>
public static class SentenceForm
{
    internal const string Words = "words";

    /// <param name="name">As the session knows it.</param>
    /// <param name="ask">The text that asks for the sentence.</param>
    /// <param name="limit">In letters.</param>
    /// <param name="act">What is done with it.</param>
    /// <param name="undo">How it is taken back, or why it is not.</param>
    public static Form Of(string name, string ask, int limit, Func<FormRun, string, Outcome<Message>> act, Undo undo, SentenceNotes? notes = null)
    {
        var known = notes ?? new SentenceNotes();
        var sentence = new TextQuestion(known.Step)
        {
            Ask = ask,
            Unclear = new(known.TooLong, ("limit", limit)),
            Label = known.ReadsBack ? "form.field.words" : null,
            Limit = limit,
            About = known.About,
            Check = known.Check,
        };
        return new Form
        {
            Name = name,
            Subject = known.Subject,
            Formerly = known.Formerly,
            OnlyFor = known.OnlyFor,
            Undo = undo,
            Questions = [sentence],
            ReadBack = known.ReadsBack ? ReadBack.Always : ReadBack.Never,
            Texts = name,
            About = known.About,
            Do = run => act(run, run.Of(sentence)).Then(message => new FormDone(message)),
        };
    }
}

/// <summary>How it differs from most.</summary>
public sealed record SentenceNotes
{
    /// <summary>The question, as the session knows it.</summary>
    public string Step { get; init; } = SentenceForm.Words;

    public string Subject { get; init; } = "id";

    public IReadOnlyList<FormerName> Formerly { get; init; } = [];

    public IReadOnlyList<Role> OnlyFor { get; init; } = [];

    /// <summary>What is given up, or who is told, is named before it is.</summary>
    public Func<FormRun, (string Name, object Value)[]> About { get; init; } = _ => [];

    /// <summary>It cannot be taken back: shown as <c>{name}.sure</c> before it is done.</summary>
    public bool ReadsBack { get; init; }

    public string TooLong { get; init; } = "refusal.ReasonMissing";

    public Func<string, Fault?> Check { get; init; } = _ => null;
}
