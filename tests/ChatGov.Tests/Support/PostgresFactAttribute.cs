namespace ChatGov.Tests.Support;

/// <summary>What only PostgreSQL can do, several programs on one database: passed over without it, unless nothing may be left out.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class PostgresFactAttribute : FactAttribute
{
    public PostgresFactAttribute()
    {
        if (!new DatabasesAttribute().GetData(null!).Any(row => (Provider)row[0] == Provider.Postgres))
        {
            Skip = TestDatabase.PostgresVariable + " is not set";
        }
    }
}
