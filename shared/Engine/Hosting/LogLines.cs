using System.Globalization;
using System.Text;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace ChatGov.Hosting;

/// <summary>
/// One line for each thing that is said. Our own words are written as they are: they hold codes and numbers. Whatever else logs
/// in our programs (the server, the framework, a library) is named, by its category and the name or number of the event: its
/// words may hold what a caller wrote, a path, a header or a body. Of exceptions see <see cref="Surprise"/>. No sign in a line
/// can begin another one or steer a terminal.
/// </summary>
internal sealed class LogLines(TimeProvider time) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "lines";
    private const string Own = nameof(ChatGov);

    public override void Write<TState>(in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        var line = new StringBuilder();
        line.Append(CultureInfo.InvariantCulture, $"{time.GetUtcNow():yyyy-MM-ddTHH:mm:ssZ} {LevelOf(logEntry.LogLevel)}: {logEntry.Category}[{logEntry.EventId.Id}] ");
        line.Append(IsOwn(logEntry.Category) ? logEntry.Formatter(logEntry.State, null) : logEntry.EventId.Name);
        scopeProvider?.ForEachScope(
            static (scope, line) =>
            {
                if (scope is RequestMark request)
                {
                    line.Append(" (request ").Append(request.Id).Append(')');
                }
            },
            line);
        if (logEntry.Exception is { } exception)
        {
            line.Append(' ').Append(Surprise.Of(exception));
        }

        foreach (var letter in line.ToString().TrimEnd())
        {
            textWriter.Write(IsPlain(letter) ? letter : '?');
        }

        textWriter.WriteLine();
    }

    private static bool IsOwn(string category) => category == Own || category.StartsWith(Own + ".", StringComparison.Ordinal);

    private static bool IsPlain(char letter) => CharUnicodeInfo.GetUnicodeCategory(letter)
        is not (UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator);

    private static string LevelOf(LogLevel level) => level switch
    {
        LogLevel.Trace => "trce",
        LogLevel.Debug => "dbug",
        LogLevel.Information => "info",
        LogLevel.Warning => "warn",
        LogLevel.Error => "fail",
        _ => "crit",
    };
}
