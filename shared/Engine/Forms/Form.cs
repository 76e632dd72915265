using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Rights;

namespace ChatGov.Forms;

/// <summary>When a form shows what it understood and waits for a yes.</summary>
public enum ReadBack
{
    /// <summary>What can be taken back is done at once; the answer says how.</summary>
    Never,

    /// <summary>What cannot be taken back, or many will see.</summary>
    Always,
}

/// <summary>
/// An act that needs several answers. This is its only definition: the chat asks it one question at a time, a page draws it as a
/// whole, and both read, check, show and do it by what stands here.
/// </summary>
public sealed class Form
{
    /// <summary>As the session knows it.</summary>
    public required string Name { get; init; }

    /// <summary>The name under which it is told what it is about.</summary>
    public string Subject { get; init; } = "id";

    /// <summary>How chats know it that were in the middle of it when it had another name: the conversation, and what it was about.</summary>
    public IReadOnlyList<FormerName> Formerly { get; init; } = [];

    /// <summary>Nobody has to have agreed to anything to go through it.</summary>
    public bool WithoutConsent { get; init; }

    /// <summary>In the order in which they are asked and shown.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>Does it, with everything answered.</summary>
    public required Func<FormRun, Outcome<FormDone>> Do { get; init; }

    /// <summary>How it is taken back, or why it is not and what to do instead.</summary>
    public required Undo Undo { get; init; }

    /// <summary>Why it cannot be done at all, asked before anybody answers anything.</summary>
    public Func<FormRun, Refusal?> Refuses { get; init; } = _ => null;

    public ReadBack ReadBack { get; init; }

    /// <summary>The texts of the summary: <c>{Texts}.sure</c> above it, <c>{Texts}.do</c> on the button that does it, <c>{Texts}.not</c> on the one that leaves it.</summary>
    public string Texts { get; init; } = "";

    /// <summary>The text of the button under the summary that changes an answer.</summary>
    public string ChangeText { get; init; } = "form.change";

    /// <summary>Said where the answer to the summary is neither yes nor a change.</summary>
    public Fault YesOrChange
    {
        get => field ?? new(Questions.Count == 0 ? "form.yes_or_no" : "form.yes_or_change");
        init;
    }

    /// <summary>What the summary says above the answers.</summary>
    public Func<FormRun, (string Name, object Value)[]> About { get; init; } = _ => [];

    /// <summary>Further lines above the answers, such as whom it reaches.</summary>
    public Func<FormRun, IEnumerable<string>> Warnings { get; init; } = _ => [];

    /// <summary>Only people with one of these roles; empty for everybody. Whose office ends in the middle is told so.</summary>
    public IReadOnlyList<Role> OnlyFor { get; init; } = [];

    public Question? Find(string name) => Questions.FirstOrDefault(question => question.Name == name);
}

/// <param name="Flow">The conversation it was a part of.</param>
/// <param name="About">The word that told the parts apart, and what it said of this one.</param>
public sealed record FormerName(string Flow, string About, string Value);

/// <summary>Whether whoever answered is still here.</summary>
public enum Parting
{
    Stays,

    /// <summary>They agree to nothing any more; what was offered before is not offered any longer.</summary>
    Left,

    /// <summary>Nothing is known of them, and nothing may be kept of the chat.</summary>
    Erased,
}

/// <summary>What came of it.</summary>
public sealed record FormDone(Message Message)
{
    /// <summary>What it was done to, where that can be taken back.</summary>
    public long? To { get; init; }

    /// <summary>What the photos that were sent go with.</summary>
    public PhotoOf? PhotosGoWith { get; init; }

    public Parting Parting { get; init; }
}
