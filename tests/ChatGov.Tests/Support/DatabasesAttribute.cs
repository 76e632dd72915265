using System.Reflection;
using Xunit.Sdk;

namespace ChatGov.Tests.Support;

/// <summary>
/// Runs a theory once for each database. Without PostgreSQL at hand that half is left out, unless
/// <c>CHATGOV_TEST_REQUIRE_ALL=1</c>: then it fails.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class DatabasesAttribute : DataAttribute
{
    public const string RequireVariable = "CHATGOV_TEST_REQUIRE_ALL";

    public override IEnumerable<object[]> GetData(MethodInfo testMethod)
    {
        yield return [Provider.Sqlite];
        if (TestDatabase.PostgresServer is not null || Environment.GetEnvironmentVariable(RequireVariable) == "1")
        {
            yield return [Provider.Postgres];
        }
    }
}
