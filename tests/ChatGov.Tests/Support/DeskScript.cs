using System.Diagnostics;
using System.Runtime.CompilerServices;

namespace ChatGov.Tests.Support;

/// <summary>Runs a script of <c>tests/</c> that lives at the desk by curl.</summary>
internal static class DeskScript
{
    public static async Task<(int Code, string Said)> Run(string script, DateTimeOffset now, IEnumerable<string> arguments, params (string Name, string Value)[] variables)
    {
        var start = new ProcessStartInfo(Path.GetFullPath(Path.Combine(Here(), "../..", script)), arguments)
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["CHATGOV_TODAY"] = ChatGov.Deadlines.Shanghai.DayKey(now);
        foreach (var (name, value) in variables)
        {
            start.Environment[name] = value;
        }

        using var run = Process.Start(start)!;
        var (said, failed) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();
        return (run.ExitCode, await said + await failed);
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}

/// <summary>Runs where bash, curl and jq are; the gate installs them and forbids leaving it out.</summary>
internal sealed class ScriptTheoryAttribute : TheoryAttribute
{
    public ScriptTheoryAttribute()
    {
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        if (Environment.GetEnvironmentVariable(DatabasesAttribute.RequireVariable) != "1"
            && !Array.TrueForAll(["bash", "curl", "jq"], tool => Array.Exists(folders, folder => File.Exists(Path.Combine(folder, tool)))))
        {
            Skip = "needs bash, curl and jq";
        }
    }
}
