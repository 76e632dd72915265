using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ChatGov.Hosting;

public static class LoggingSetup
{
    /// <summary>Logs go to standard error, one line each; standard output belongs to the conversation.</summary>
    public static void LogToStandardError(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.Services.TryAddSingleton(TimeProvider.System);
        logging.AddConsole(options =>
        {
            options.FormatterName = LogLines.FormatterName;
            options.LogToStandardErrorThreshold = LogLevel.Trace;
        });
        logging.AddConsoleFormatter<LogLines, ConsoleFormatterOptions>();

        // The lifetime's greetings, and what the framework says of requests that failed: our own words for them are enough.
        // What ends a program is said once, by Starting.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.AspNetCore.Diagnostics", LogLevel.None);

        // It never warns; while it might, the server begins a trace and a scope of its own for each request.
        logging.AddFilter("Microsoft.AspNetCore.Hosting.Diagnostics", LogLevel.None);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("System.Net.Http", LogLevel.None);
    }
}
