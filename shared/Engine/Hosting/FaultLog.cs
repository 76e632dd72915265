using Microsoft.Extensions.Logging;

namespace ChatGov.Hosting;

/// <summary>How a surprise is logged: what failed, and of the exception what <see cref="Surprise"/> says.</summary>
public static class FaultLog
{
    public static void SayFault(this ILogger log, string what, Exception exception) => log.LogError("{What} failed: {Surprise}", what, Surprise.Of(exception));
}
