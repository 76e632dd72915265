using System.Globalization;

namespace ChatGov.Actions;

/// <summary>
/// Something a person can do, as buttons and numbers carry it: a name that never changes once it was sent, and what it is done to. A
/// feature lists its own (<c>NeedActions</c>); use cases put them on buttons, a topic of the chat answers each.
/// </summary>
/// <param name="Name">As it stands in sent buttons: <c>need</c>.</param>
public sealed record ActionName(string Name)
{
    /// <summary>Done to one thing: <c>need:17</c>.</summary>
    public string On(long id) => Print(Name, id);

    /// <summary>Done to what words tell.</summary>
    public string On(string argument) => $"{Name}:{argument}";

    /// <summary>Done to what a number, or several with signs between them, tell: <c>propose:3x7</c>.</summary>
    public string With(FormattableString argument) => $"{Name}:{argument.ToString(CultureInfo.InvariantCulture)}";

    /// <summary>The same where only the name is at hand: of an action that was picked from several.</summary>
    public static string Print(string name, long id) => string.Create(CultureInfo.InvariantCulture, $"{name}:{id}");

    /// <summary>The id in an argument; 0, which nothing has, for what is no id.</summary>
    public static long Id(string argument) => long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
