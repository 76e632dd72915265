using System.Runtime.CompilerServices;
using Dapper;

namespace ChatGov.Tests.Support;

/// <summary>
/// Dapper writes code for each statement, row and connection string. Here every test has a database of its own, and would have all of
/// that code written and compiled anew; but they are all of one kind, and the columns of an answer are compared in any case.
/// </summary>
internal sealed class OneSchema : IEqualityComparer<string>
{
    [ModuleInitializer]
    internal static void Use() => SqlMapper.ConnectionStringComparer = new OneSchema();

    public bool Equals(string? x, string? y) => IsFile(x) == IsFile(y);

    public int GetHashCode(string obj) => IsFile(obj) ? 1 : 0;

    private static bool IsFile(string? connectionString) => connectionString?.StartsWith("Data Source=", StringComparison.OrdinalIgnoreCase) ?? false;
}
