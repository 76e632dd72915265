using System.Data.Common;
using ChatGov.Data;
using Microsoft.Extensions.Logging;

namespace ChatGov.Hosting;

/// <summary>What the log says of an outage of the database: its cause when it begins, and that it is over.</summary>
public static class OutageLog
{
    public static void SayFailed(this Db db, DbException exception, ILogger log)
    {
        if (db.Outage.Begin())
        {
            log.LogError("The database cannot work now: {Cause}. What comes waits and is handled when it works again", Databases.Explain(exception));
        }
    }

    public static void SayWorks(this Db db, ILogger log)
    {
        if (db.Outage.End())
        {
            log.LogInformation("The database works again");
        }
    }
}
