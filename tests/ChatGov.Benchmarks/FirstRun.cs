using System.Diagnostics;
using System.Globalization;

namespace ChatGov.Benchmarks;

/// <summary>
/// The program as it is started, a process of its own: loading the demo, then the time to the first answer on the
/// loaded database, and its memory.
/// </summary>
internal static class FirstRun
{
    public static async Task Measure(string folder)
    {
        var program = Path.Combine(AppContext.BaseDirectory.Replace(
            Path.Combine("tests", "ChatGov.Benchmarks"), "bot", StringComparison.Ordinal), "ChatGov.Bot.dll");
        var load = await Run(program, folder);
        var again = new List<(double Seconds, long Memory)>();
        for (var i = 0; i < 5; i++)
        {
            again.Add(await Run(program, folder));
        }

        again.Sort();
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"first run with the demo loaded by it   {load.Seconds:0.00} s to the first answer"));
        Console.WriteLine(string.Create(CultureInfo.InvariantCulture,
            $"start on the loaded database           {again[2].Seconds:0.00} s to the first answer (median of 5), {again.Max(each => each.Memory) / 1_048_576.0:0} MB"));
    }

    private static async Task<(double Seconds, long Memory)> Run(string program, string folder)
    {
        var start = new ProcessStartInfo("dotnet", [program])
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["XDG_DATA_HOME"] = folder;
        var watch = Stopwatch.StartNew();
        using var process = Process.Start(start)!;
        process.ErrorDataReceived += (_, _) => { };
        process.BeginErrorReadLine();
        await process.StandardInput.WriteLineAsync("帮助");
        await process.StandardInput.FlushAsync();
        while (await process.StandardOutput.ReadLineAsync() is { } line && !line.Contains("时长", StringComparison.Ordinal))
        {
            // The greeting comes first.
        }

        var seconds = watch.Elapsed.TotalSeconds;
        process.Refresh();
        var memory = process.WorkingSet64;
        process.StandardInput.Close();
        await process.WaitForExitAsync();
        return (seconds, memory);
    }
}
