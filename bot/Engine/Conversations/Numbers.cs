using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Claims;
using ChatGov.Outbox;
using ChatGov.Tasks;
using ChatGov.Values;

namespace ChatGov.Conversations;

/// <summary>What a typed number means: a choice just shown, else a task of the list that is being gone through.</summary>
internal static partial class Numbers
{
    private const int LeastOfAPiece = 3;
    private const string Yes = "answer:yes";

    /// <summary>Stands before a number that none of the things shown has.</summary>
    public const char Unknown = '#';

    private static readonly string OfTask = ClaimActions.TaskDetail.Name;

    // After these a list is still in sight: a page of it, a task opened from it, what came of claiming one.
    private static readonly string[] InSight = [OfTask, TaskActions.MoreTasks.Name, TaskActions.ListTasks.Name];

    /// <summary>A number, or the words of one of the choices just shown.</summary>
    public static Choice? Pick(Session session, string text)
    {
        var plain = Understanding.Normalise(text);
        if (OwnNumber(plain) is { } own && session.Menu.Where(choice => HasNumber(choice.Label)).ToList() is { Count: > 0 } numbered)
        {
            return numbered.Find(choice => HasNumber(choice.Label, own));
        }

        // 1号 names something; it is no yes to what was read back.
        if (OwnNumber(plain) is not null && session.Flow is not null && session.Menu.Any(choice => choice.Action == Yes))
        {
            return null;
        }

        if (!TryRead(plain.Trim('号', '第', '#'), out var number) && !TryReadOrdinal(plain, out number))
        {
            return session.Menu.FirstOrDefault(choice => Understanding.Normalise(choice.Label) == plain);
        }

        return InMenu(session, number) ?? (ListInSight(session)?.TaskAt(number) is { } taskId
            ? new Choice("", string.Create(CultureInfo.InvariantCulture, $"{OfTask}:{taskId}"))
            : null);
    }

    /// <summary>5号: the number that a thing has itself, where the things shown have some; the place in the list is 5.</summary>
    public static string? OwnNumber(string text) => Numbered().Match(text.Trim()) is { Success: true } match ? match.Groups["n"].Value : null;

    private static bool HasNumber(string label, string? number = null) => Labelled().Match(label) is { Success: true } match && (number is null || match.Groups["n"].Value == number);

    [GeneratedRegex("^(?<n>[0-9]{1,9}) ?[号件]$", RegexOptions.None, 250)]
    private static partial Regex Numbered();

    [GeneratedRegex("^(?<n>[0-9]{1,9}) 号", RegexOptions.None, 250)]
    private static partial Regex Labelled();

    /// <summary>
    /// The argument that a number stands for, such as the task of 认领 3. Without a list, a number is taken as it is; with
    /// one, a number that it does not have is no task's: nobody claims by mistake what they never saw.
    /// </summary>
    public static string PointedTo(Session session, Topic? topic, string argument)
    {
        if (topic is null || topic.PointsTo.Count == 0 || !TryRead(argument, out var number))
        {
            return argument;
        }

        if (InMenu(session, number) is { } choice && Intent.Of(choice.Action) is var target && topic.PointsTo.Contains(target.Name))
        {
            return target.Argument;
        }

        return topic.PointsTo.Contains(OfTask) && session.List is { } list
            ? list.TaskAt(number)?.ToString(CultureInfo.InvariantCulture) ?? Unknown + argument
            : argument;
    }

    /// <summary>What one of the numbers in sight points to, for that topic; null where nothing in sight has it.</summary>
    public static string? Pointed(Session session, Topic topic, int number)
    {
        var typed = number.ToString(CultureInfo.InvariantCulture);
        var isShown = InMenu(session, number) is { } choice && topic.PointsTo.Contains(Intent.Of(choice.Action).Name);
        return isShown || (topic.PointsTo.Contains(OfTask) && ListInSight(session)?.TaskAt(number) is not null) ? PointedTo(session, topic, typed) : null;
    }

    /// <summary>What the tasks in sight are called: how their lines begin.</summary>
    public static IEnumerable<string> NamesInSight(Session session) =>
        session.Menu.Where(choice => Intent.Of(choice.Action).Name == OfTask).Select(choice => choice.Label.Split(['，', ','], 2)[0]);

    /// <summary>关爱1号: the only one in sight whose words hold these, where choosing it does nothing yet but show or ask. A list of tasks is narrowed by words instead.</summary>
    public static Choice? ByPiece(Session session, string text)
    {
        var words = Bare(text);
        return words.Length < LeastOfAPiece ? null
            : session.Menu.Where(choice => Conversations.Topics.Find(Intent.Of(choice.Action).Name) is { } topic && topic.Intent != OfTask && (topic.OnlyShows || topic.OnlyAsks || topic.Opens) && Bare(choice.Label).Contains(words, StringComparison.Ordinal)).Take(2).ToList() is [var only] ? only : null;
    }

    private static string Bare(string text) => Understanding.Normalise(text).Replace(" ", "", StringComparison.Ordinal);

    /// <summary>扫雪那个我去: the only one in sight of whose line that much was said; null where it could be several, or none.</summary>
    public static string? Named(Session session, Topic topic, string words) =>
        Likeness.Closest(words, [.. session.Menu.Where(choice => topic.PointsTo.Contains(Intent.Of(choice.Action).Name))], choice => choice.Label) is [var only] ? Intent.Of(only.Action).Argument : null;

    /// <summary>就这个, 我去: the only thing in sight that can be done that to; null where there are several, or none.</summary>
    public static string? Only(Session session, Topic topic) =>
        session.Menu.Select(choice => Intent.Of(choice.Action)).Where(intent => intent.Argument.Length > 0 && (intent.Name == topic.Intent || topic.PointsTo.Contains(intent.Name)))
            .Select(intent => intent.Argument).Distinct(StringComparer.Ordinal).Take(2).ToList() is [var only] ? only : null;

    /// <summary>The list, while it or something opened from it is what the person sees.</summary>
    public static ShownList? ListInSight(Session session) => session.Flow is null
        && session.Menu.Any(choice => InSight.Contains(Intent.Of(choice.Action).Name)) && session.List is { IsOutOfSight: false } list ? list : null;

    /// <summary>What was shown last is of one thing, or of several: a registration, an agreement, a list. Its numbers stay its own when a sentence was not understood.</summary>
    public static bool AreInUse(Session session) =>
        ListInSight(session) is not null || (session.Flow is null && session.Menu.Any(choice => Intent.Of(choice.Action) is { Argument.Length: > 0 } intent && intent.Name != Conversation.AnswerIntent));

    private static Choice? InMenu(Session session, int number)
    {
        for (var i = 0; i < session.Menu.Count; i++)
        {
            if ((session.Menu[i].Number ?? i + 1) == number)
            {
                return session.Menu[i];
            }
        }

        return null;
    }

    /// <summary>第一个, 第2项.</summary>
    private static bool TryReadOrdinal(string plain, out int number)
    {
        number = Ordinal().Match(plain) is { Success: true } match && Numerals.TryRead(match.Groups["n"].Value, out var read) ? (int)read : 0;
        return number > 0;
    }

    [GeneratedRegex("^(?:选|就|要)?第(?<n>[0-9]{1,2}|[一二三四五六七八九十]{1,2})(?:个|项|条|号)?(?:吧|呀|啊)?$", RegexOptions.None, 1000)]
    private static partial Regex Ordinal();

    private static bool TryRead(string text, out int number) =>
        int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number) && number > 0;
}
