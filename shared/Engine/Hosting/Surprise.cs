using System.Data.Common;
using System.Diagnostics;
using System.Globalization;
using System.Net.Sockets;
using System.Reflection;
using Microsoft.Data.Sqlite;

namespace ChatGov.Hosting;

/// <summary>
/// How a surprise is said in a log: the kinds of the exception and of its causes, their codes, and the places of ours it passed.
/// Never a message: it may hold what somebody wrote, control signs and all.
/// </summary>
public static class Surprise
{
    private const int MostPlaces = 4;
    private const int MostCauses = 4;

    /// <summary>Such as <c>BadHttpRequestException &lt; JsonException in Json.Read, TaskEndpoints.Map</c>.</summary>
    public static string Of(Exception exception)
    {
        var causes = Causes(exception).Take(MostCauses).ToList();
        var places = causes.SelectMany(PlacesOf).Distinct(StringComparer.Ordinal).Take(MostPlaces).ToList();
        return string.Join(" < ", causes.Select(KindOf)) + (places.Count > 0 ? " in " + string.Join(", ", places) : "");
    }

    private static IEnumerable<Exception> Causes(Exception exception)
    {
        for (var cause = exception; cause is not null; cause = cause.InnerException)
        {
            yield return cause;
        }
    }

    private static string KindOf(Exception exception) => CodeOf(exception) is { } code ? $"{exception.GetType().Name} {code}" : exception.GetType().Name;

    private static string? CodeOf(Exception exception) => exception switch
    {
        SqliteException sqlite => sqlite.SqliteExtendedErrorCode.ToString(CultureInfo.InvariantCulture),
        DbException { SqlState: { Length: 5 } state } => state,
        HttpRequestException { StatusCode: { } status } => ((int)status).ToString(CultureInfo.InvariantCulture),
        HttpRequestException http => http.HttpRequestError.ToString(),
        SocketException socket => socket.SocketErrorCode.ToString(),
        _ => null,
    };

    private static IEnumerable<string> PlacesOf(Exception exception)
    {
        var methods = new StackTrace(exception, fNeedFileInfo: false).GetFrames().Select(frame => frame.GetMethod()).OfType<MethodBase>().ToList();
        var own = methods.Where(method => method.DeclaringType?.Namespace?.StartsWith(nameof(ChatGov), StringComparison.Ordinal) == true).ToList();
        return (own.Count > 0 ? own : methods.Take(1)).Select(PlaceOf);
    }

    /// <summary>As it is written in the source: what the compiler makes of lambdas and of methods that wait lies inside a type of its own.</summary>
    private static string PlaceOf(MethodBase method)
    {
        var (type, name) = (method.DeclaringType, method.Name);
        for (; type is { IsNested: true } && type.Name.StartsWith('<'); type = type.DeclaringType)
        {
            name = type.Name.StartsWith("<>", StringComparison.Ordinal) ? name : type.Name;
        }

        var end = name.IndexOf('>', StringComparison.Ordinal);
        return $"{type?.Name}.{(name.StartsWith('<') && end > 1 ? name[1..end] : name)}";
    }
}
