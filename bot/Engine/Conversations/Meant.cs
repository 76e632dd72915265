using System.Globalization;
using ChatGov.Actions;
using ChatGov.Matching;
using ChatGov.Values;

namespace ChatGov.Conversations;

/// <summary>Which of several is meant by words behind a command: 退领 清扫公园, 取消任务 周六的.</summary>
/// <param name="Among">Those the words fit; all there are where they fit none, or where there are no words.</param>
/// <param name="One">The only one it can be: acted on without a question. Null where the person has to choose.</param>
internal sealed record Meant<T>(IReadOnlyList<T> Among, T? One)
    where T : class;

internal static class Meant
{
    /// <summary>The one that was pressed, and what was said before it had to be chosen: <c>17 周日下午3点</c>.</summary>
    public static (long? Id, string Words) Pressed(string argument)
    {
        var space = argument.IndexOf(' ', StringComparison.Ordinal);
        var (first, rest) = space < 0 ? (argument, "") : (argument[..space], argument[(space + 1)..]);
        return long.TryParse(first, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? (id, rest) : (null, argument);
    }

    /// <summary>The action of choosing it, with what was said.</summary>
    public static string Choosing(string intent, long id, string words) => words.Length > 0 ? $"{ActionName.Print(intent, id)} {words}" : ActionName.Print(intent, id);

    /// <summary>By title and time.</summary>
    public static Meant<T> Among<T>(Scene scene, string words, IReadOnlyList<T> all, Func<T, string> title, Func<T, DateTimeOffset> startsAt)
        where T : class
    {
        var filter = FilterWords.Read(words, scene.Tx.Now);
        var timely = all.Where(each => filter.TakesTime(startsAt(each))).ToList();
        IReadOnlyList<T> fitting = timely.FindAll(each => filter.Words.All(word => title(each).Contains(word, StringComparison.OrdinalIgnoreCase)));
        fitting = fitting.Count > 0 || filter.Words.Count == 0 ? fitting : Likeness.Closest(words, timely.Count > 0 ? timely : all, title);
        var isClear = words.Length == 0 || (!filter.IsEmpty && fitting.Count > 0);
        return new Meant<T>(fitting.Count > 0 ? fitting : all, isClear && fitting.Count == 1 ? fitting[0] : null);
    }
}
