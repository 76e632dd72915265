using System.Runtime.CompilerServices;

namespace ChatGov.Tests.Support;

internal static class SqliteFirst
{
    /// <summary>
    /// The program makes SQLite's settings before its first use. Here other threads use it by other doors: while they do, settings must not be
    /// made, for SQLite allows that to one thread alone (sqlite.org, sqlite3_config).
    /// </summary>
    [ModuleInitializer]
    internal static void Settle() => RuntimeHelpers.RunClassConstructor(typeof(ChatGov.Data.Db).Assembly.GetType("ChatGov.Data.Sqlite", throwOnError: true)!.TypeHandle);
}
