namespace ChatGov;

/// <summary>How a surprise is said: by its kind and its place. Its text may hold what a person wrote.</summary>
internal static class FaultLog
{
    public static void SayFault(this ILogger log, string what, Exception exception) =>
        log.LogError("{What} failed: {Error} in {Where}", what, exception.GetType().Name, Where(exception));

    private static string Where(Exception exception) => exception.TargetSite is { } site ? $"{site.DeclaringType?.Name}.{site.Name}" : "?";
}
