using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Photos;

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

    /// <summary>In the order in which they are asked and shown.</summary>
    public required IReadOnlyList<Question> Questions { get; init; }

    /// <summary>Does it, with everything answered.</summary>
    public required Func<FormRun, Outcome<FormDone>> Do { get; init; }

    public ReadBack ReadBack { get; init; }

    /// <summary>The texts of the summary: <c>{Texts}.sure</c> above it, <c>{Texts}.do</c> on the button that does it.</summary>
    public string Texts { get; init; } = "";

    /// <summary>What the summary says above the answers.</summary>
    public Func<FormRun, (string Name, object Value)[]> About { get; init; } = _ => [];

    /// <summary>Further lines above the answers, such as whom it reaches.</summary>
    public Func<FormRun, IEnumerable<string>> Warnings { get; init; } = _ => [];

    /// <summary>Only people with one of these roles; empty for everybody. Whose office ends in the middle is told so.</summary>
    public IReadOnlyList<Role> OnlyFor { get; init; } = [];

    public Question? Find(string name) => Questions.FirstOrDefault(question => question.Name == name);
}

/// <summary>What came of it.</summary>
public sealed record FormDone(Message Message)
{
    /// <summary>What the photos that were sent go with.</summary>
    public PhotoOf? PhotosGoWith { get; init; }
}
