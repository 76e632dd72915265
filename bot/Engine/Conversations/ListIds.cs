using System.Globalization;

namespace ChatGov.Conversations;

/// <summary>Ids in the actions of choices.</summary>
internal static class ListIds
{
    /// <returns>0, which nothing has, for what is no id.</returns>
    public static long Read(string text) => long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    public static string Action(string intent, long id) => string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}");
}
