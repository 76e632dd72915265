using System.Net.Sockets;
using ChatGov.Calendars;
using ChatGov.Data;

namespace ChatGov;

/// <summary>The start of the desk: it listens, and where it does is known to both programs.</summary>
internal static class Listening
{
    /// <exception cref="ConfigurationFault">Nothing can listen there.</exception>
    public static async Task Start(WebApplication app, Db db)
    {
        try
        {
            await app.StartAsync();
        }
        catch (Exception exception) when (exception is IOException or SocketException or FormatException)
        {
            throw new ConfigurationFault("Urls names an address that cannot be listened on: malformed, not of this machine, or taken by another program", exception);
        }

        await db.Write(tx =>
        {
            KeptAddress.Listens(tx, app.Urls.First());
            CalendarFeeds.KeepSpace(tx);
        });
    }
}
