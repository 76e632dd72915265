using ChatGov.Actions;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Conversations;

/// <summary>
/// One thing a person can ask for: an intent and what answers it. Its words are in the catalogs under
/// <c>words.{Intent}</c>, separated by <c>|</c>.
/// </summary>
/// <param name="Answer">Gets the scene and the argument (an id, or the words after the command).</param>
public sealed record Topic(string Intent, Func<Scene, string, Message> Answer)
{
    /// <summary>May be asked without having agreed to the privacy notice.</summary>
    public bool WithoutConsent { get; init; }

    /// <summary>
    /// Works in the middle of a flow, whatever the open question: 取消, 帮助, 转人工, 退出. The words have to stand alone
    /// there: "help the elderly" is the title of a task.
    /// </summary>
    public bool Anywhere { get; init; }

    /// <summary>Works there also with such words behind it: 转人工 灯坏了, 关联 and a code.</summary>
    public Func<string, bool> AnywhereWith { get; init; } = _ => false;

    /// <summary>
    /// What a number in the argument points to when it is one of the numbers just shown: the choices whose action
    /// begins with one of these intents. Other numbers are taken as they are.
    /// </summary>
    public IReadOnlyList<string> PointsTo { get; init; } = [];

    /// <summary>Its answer shows what is there and changes nothing: said in words, it is made up beside the one who writes.</summary>
    public bool OnlyShows { get; init; }

    /// <summary>Its answer asks something, or for a yes, before it changes anything.</summary>
    public bool OnlyAsks { get; init; }

    /// <summary>It opens one of a list: what it shows is noted as read, and nothing else is done.</summary>
    public bool Opens { get; init; }

    /// <summary>What is said with it may be kept at once.</summary>
    public bool KeepsWords { get; init; }

    /// <summary>What is said with it goes to a human at once and cannot be called back: of a plain sentence it is asked first.</summary>
    public bool SendsWords { get; init; }

    /// <summary>A phone in the words behind it is part of what is asked for, such as whom to call.</summary>
    public bool KeepsPhones { get; init; }

    /// <summary>How that is taken back which it does, or why it is not; it names what it did it to (<see cref="Scene.DoneTo"/>).</summary>
    public Undo? Undo { get; init; }

    /// <summary>Its answer asks the open question again by itself.</summary>
    public bool AsksAgain { get; init; }

    /// <summary>Understood only from people with one of these roles; empty for everybody.</summary>
    public IReadOnlyList<Role> For { get; init; } = [];

    public bool IsFor(Scene scene) => For.Count == 0 || For.Any(scene.Roles.Contains);
}
