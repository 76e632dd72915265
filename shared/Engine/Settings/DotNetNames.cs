namespace ChatGov.Settings;

/// <summary>What .NET itself, and OpenTelemetry, read from the same sources. Values of theirs are theirs to check.</summary>
internal static class DotNetNames
{
    public static readonly IReadOnlyList<string> Sections = ["Logging", "Kestrel"];

    private static readonly HashSet<string> Single = new(StringComparer.OrdinalIgnoreCase)
    {
        "AllowedHosts", "ApplicationName", "ContentRoot", "Environment", "ShutdownTimeoutSeconds", "HostBuilder:ReloadConfigOnChange",
        "StartupAssembly", "HostingStartupAssemblies", "HostingStartupExcludeAssemblies", "PreventHostingStartup", "DetailedErrors",
        "CaptureStartupErrors", "SuppressStatusMessages", "PreferHostingUrls", "Webroot", "StaticWebAssets", "Http_Ports", "Https_Ports",
        "Https_Port", "$schema",

        // Refused with a better word by the desk's TrustedProxies.
        "ForwardedHeaders_Enabled",
    };

    public static bool Has(string name) => Single.Contains(name)
        || name.StartsWith("OTEL_", StringComparison.OrdinalIgnoreCase) && !Likeness.IsAlmost(name, "OTEL_EXPORTER_OTLP_ENDPOINT")
        || Sections.Any(section => name.StartsWith(section + ':', StringComparison.OrdinalIgnoreCase));
}
