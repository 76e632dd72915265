using System.Runtime.CompilerServices;

namespace ChatGov.Tests.Support;

internal static class Threads
{
    /// <summary>
    /// A race needs runners: with as many pool threads as cores, work on PostgreSQL would go nearly one by one on a small
    /// machine, and a test of what happens at once would prove nothing.
    /// </summary>
    [ModuleInitializer]
    internal static void Enough() => ThreadPool.SetMinThreads(32, 32);
}
