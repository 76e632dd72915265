using System.Net;
using ChatGov.Data;
using ChatGov.Settings;
using Microsoft.AspNetCore.HttpOverrides;
using IPNetwork = System.Net.IPNetwork;

namespace ChatGov.Http;

/// <summary>
/// The proxies that stand before the desk (<c>Desk:TrustedProxies</c>). Who calls, and whether by TLS, is taken from the
/// headers of these and from nobody else's: without any, the address is that of the connection.
/// </summary>
internal static class TrustedProxies
{
    private const string Setting = "Desk:TrustedProxies";

    // ASP.NET's own switch, which believes whoever calls.
    private const string Everybody = "ForwardedHeaders_Enabled";

    /// <exception cref="ConfigurationFault">ASP.NET's own switch is on.</exception>
    public static void Use(WebApplication app)
    {
        if (bool.TryParse(app.Configuration[Everybody], out var all) && all)
        {
            throw new ConfigurationFault($"ASPNETCORE_FORWARDEDHEADERS_ENABLED believes everybody's headers: name your proxies in {Setting} instead");
        }

        var networks = app.Services.GetRequiredService<SettingValues>().List(Setting).Select(NetworkOf).ToList();
        if (networks.Count == 0)
        {
            return;
        }

        var options = new ForwardedHeadersOptions
        {
            ForwardedHeaders = ForwardedHeaders.XForwardedFor | ForwardedHeaders.XForwardedProto,

            // As many as stand in a row; it ends at the first that is none of ours.
            ForwardLimit = null,
        };
        options.KnownProxies.Clear();
        options.KnownIPNetworks.Clear();
        networks.ForEach(options.KnownIPNetworks.Add);
        app.UseForwardedHeaders(options);
    }

    private static IPNetwork NetworkOf(string text) =>
        IPAddress.TryParse(text, out var address) ? new IPNetwork(address, address.GetAddressBytes().Length * 8) : IPNetwork.Parse(text);
}
