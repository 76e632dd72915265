using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;

namespace ChatGov.Data;

/// <summary>
/// One running program, as rows name their owner: <c>machine/process id/start time</c>. On the same machine a dead
/// owner is recognised at once, so that a restart need not wait for its lease to run out.
/// </summary>
public sealed record Instance(string Machine, int ProcessId, long StartedAt)
{
    public static readonly Instance Current = OfThisProcess();

    public string Name { get; } = string.Create(CultureInfo.InvariantCulture, $"{Machine}/{ProcessId}/{StartedAt}");

    /// <returns>Null for a program on another machine: only its lease can tell.</returns>
    public static bool? IsRunning(string name)
    {
        var parts = name.Split('/');
        if (parts.Length != 3 || parts[0] != Current.Machine
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out var processId))
        {
            return null;
        }

        try
        {
            using var process = Process.GetProcessById(processId);
            return StartOf(process).ToString(CultureInfo.InvariantCulture) == parts[2];
        }
        catch (Exception gone) when (gone is ArgumentException or InvalidOperationException)
        {
            return false;
        }
        catch (Win32Exception)
        {
            return null;
        }
    }

    private static Instance OfThisProcess()
    {
        using var process = Process.GetCurrentProcess();
        return new Instance(Environment.MachineName.Replace('/', '_'), process.Id, StartOf(process));
    }

    // Whole seconds: the system derives the start from ticks since boot and may differ by some milliseconds.
    private static long StartOf(Process process) =>
        new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds();
}
