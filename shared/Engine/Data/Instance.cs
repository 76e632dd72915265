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
        return new Instance(MachineOf(), process.Id, StartOf(process));
    }

    /// <summary>
    /// Two containers may have one host name and count their processes each from 1: where the system tells them apart, the name does too.
    /// </summary>
    private static string MachineOf()
    {
        var name = Environment.MachineName.Replace('/', '_');
        return OperatingSystem.IsLinux() && File.ResolveLinkTarget("/proc/self/ns/pid", returnFinalTarget: false)?.Name is { } space
            ? $"{name}-{string.Concat(space.Where(char.IsAsciiDigit))}"
            : name;
    }

    /// <summary>On Linux in ticks since the machine began: a clock that is set makes no other program of one that runs on.</summary>
    private static long StartOf(Process process) => OperatingSystem.IsLinux() && TicksOf(process.Id) is { } ticks
        ? ticks
        : new DateTimeOffset(process.StartTime.ToUniversalTime()).ToUnixTimeSeconds();

    private static long? TicksOf(int processId)
    {
        const int startTime = 22;
        try
        {
            // The second field is the program's name, in brackets; it may hold anything.
            var stat = File.ReadAllText(string.Create(CultureInfo.InvariantCulture, $"/proc/{processId}/stat"));
            var fields = stat[(stat.LastIndexOf(')') + 2)..].Split(' ');
            return long.TryParse(fields[startTime - 3], NumberStyles.None, CultureInfo.InvariantCulture, out var ticks) ? ticks : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or IndexOutOfRangeException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }
}
