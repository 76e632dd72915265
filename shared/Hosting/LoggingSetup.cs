using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;

namespace ChatGov.Hosting;

public static class LoggingSetup
{
    /// <summary>Logs go to standard error, one line each; standard output belongs to the conversation.</summary>
    public static void LogToStandardError(this ILoggingBuilder logging)
    {
        logging.ClearProviders();
        logging.AddSimpleConsole(options =>
        {
            options.SingleLine = true;
            options.ColorBehavior = LoggerColorBehavior.Disabled;
            options.TimestampFormat = "yyyy-MM-ddTHH:mm:ssK ";
            options.UseUtcTimestamp = true;
        });
        logging.Services.Configure<ConsoleLoggerOptions>(options => options.LogToStandardErrorThreshold = LogLevel.Trace);
        // The lifetime's greetings, and HTTP requests, whose addresses hold the bot's token. What ends a program is said
        // once, by Starting: the host would print the whole exception, whose text may hold what a person wrote.
        logging.AddFilter("Microsoft", LogLevel.Warning);
        logging.AddFilter("Microsoft.Extensions.Hosting.Internal.Host", LogLevel.None);
        logging.AddFilter("System.Net.Http", LogLevel.None);
    }
}
