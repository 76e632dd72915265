using System.Data.Common;
using ChatGov.Data;
using ChatGov.Hosting;

namespace ChatGov.Http;

/// <param name="Database">ok, or away.</param>
/// <param name="Bot">running, or not seen: then what is to be told to people waits for it.</param>
public sealed record Readiness(string Database, string Bot);

/// <summary>For whoever watches over the programs: it runs; and it can do its work.</summary>
internal static class Health
{
    public static void Map(WebApplication app)
    {
        app.MapGet("/health/live", () => Results.Text("ok")).ExcludeFromDescription();
        app.MapGet("/health/ready", (Db db, ILogger<Readiness> log) => Ready(db, log)).ExcludeFromDescription();
    }

    private static async Task<IResult> Ready(Db db, ILogger log)
    {
        try
        {
            if (db.Outage.IsOn)
            {
                await db.Write(tx => tx.Run("UPDATE setting SET value = value"));
                db.SayWorks(log);
            }

            var isBotSeen = db.Read(tx => tx.Exists("SELECT COUNT(*) FROM lease WHERE name LIKE 'channel %' AND until > @Now", new { tx.Now }));
            return Results.Json(new Readiness("ok", isBotSeen ? "running" : "not seen"));
        }
        catch (Exception exception) when (exception is DbException or TimeoutException)
        {
            return Results.Json(new Readiness("away", "not asked"), statusCode: StatusCodes.Status503ServiceUnavailable);
        }
    }
}
