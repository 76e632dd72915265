using System.Diagnostics;
using System.Text;

namespace ChatGov.Tests.Support;

/// <summary>The bot as its users start it: a process of its own with a database in a temporary folder.</summary>
public sealed class BotProcess : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(60);

    private readonly Process _process;
    private readonly StringBuilder _output = new();
    private readonly StringBuilder _errors = new();

    private BotProcess(Process process)
    {
        _process = process;
        process.OutputDataReceived += (_, line) => Keep(_output, line.Data);
        process.ErrorDataReceived += (_, line) => Keep(_errors, line.Data);
        process.Start();
        process.BeginOutputReadLine();
        process.BeginErrorReadLine();
    }

    public int Id => _process.Id;

    public bool HasEnded => _process.HasExited;

    public string Output => Text(_output);

    public string Errors => Text(_errors);

    public static BotProcess Start(string dataFolder, params IReadOnlyList<(string Name, string Value)> settings) =>
        Start("bot/ChatGov.Bot.dll", dataFolder, settings);

    public static BotProcess Start(string program, string dataFolder, IReadOnlyList<(string Name, string Value)> settings) =>
        new(new Process { StartInfo = Describe(program, dataFolder, settings) });

    /// <summary>With words behind the program's name.</summary>
    public static BotProcess StartWith(string program, string dataFolder, IReadOnlyList<string> words, params IReadOnlyList<(string Name, string Value)> settings)
    {
        var start = Describe(program, dataFolder, settings);
        foreach (var word in words)
        {
            start.ArgumentList.Add(word);
        }

        return new BotProcess(new Process { StartInfo = start });
    }

    private static ProcessStartInfo Describe(string program, string dataFolder, IReadOnlyList<(string Name, string Value)> settings)
    {
        var start = new ProcessStartInfo("dotnet")
        {
            UseShellExecute = false,
            RedirectStandardInput = true,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            StandardInputEncoding = new UTF8Encoding(encoderShouldEmitUTF8Identifier: false),
            StandardOutputEncoding = Encoding.UTF8,
            WorkingDirectory = Directory.Exists(dataFolder) ? dataFolder : Path.GetTempPath(),
        };
        start.ArgumentList.Add(Find(program));
        start.Environment["XDG_DATA_HOME"] = dataFolder;
        start.Environment["HOME"] = dataFolder;
        start.Environment["Operator__Name"] = "测试旗社会工作部";
        foreach (var (name, value) in settings)
        {
            start.Environment[name] = value;
        }

        return start;
    }

    /// <summary>The program where no byte can be written to a file, as on a disk without room; it holds for root too.</summary>
    public static BotProcess StartWithoutRoom(string dataFolder, params IReadOnlyList<(string Name, string Value)> settings) =>
        StartLimited(dataFolder, "0", settings);

    /// <summary>The program, whose room can be taken and given back by <see cref="LimitFiles"/>.</summary>
    public static BotProcess StartLimitable(string dataFolder, params IReadOnlyList<(string Name, string Value)> settings) =>
        StartLimited(dataFolder, "unlimited", settings);

    private static BotProcess StartLimited(string dataFolder, string size, IReadOnlyList<(string Name, string Value)> settings)
    {
        var start = Describe("bot/ChatGov.Bot.dll", dataFolder, settings);

        // The signal of the limit is ignored, so that writing fails, as it does when there is no room. The runtime's
        // own memory is backed by files unless it is told otherwise.
        start.FileName = "sh";
        var program = start.ArgumentList[0];
        start.ArgumentList.Clear();
        foreach (var argument in (string[])["-c", $"trap '' XFSZ; ulimit -S -f {size}; exec dotnet \"$0\"", program])
        {
            start.ArgumentList.Add(argument);
        }

        start.Environment["DOTNET_EnableWriteXorExecute"] = "0";
        start.Environment["DOTNET_EnableDiagnostics"] = "0";
        return new BotProcess(new Process { StartInfo = start });
    }

    /// <summary>A copy of a built program, to put files beside it.</summary>
    public static void CopyProgram(string program, string folder)
    {
        var source = Path.GetDirectoryName(Find(program))!;
        foreach (var file in Directory.EnumerateFiles(source, "*", SearchOption.AllDirectories))
        {
            var target = Path.Combine(folder, Path.GetRelativePath(source, file));
            Directory.CreateDirectory(Path.GetDirectoryName(target)!);
            File.Copy(file, target, overwrite: true);
        }
    }

    /// <summary>From now on no file may grow beyond a size; null lifts the limit.</summary>
    public async Task LimitFiles(int? bytes)
    {
        var size = bytes?.ToString(System.Globalization.CultureInfo.InvariantCulture) ?? "unlimited";
        using var limit = Process.Start(new ProcessStartInfo("prlimit",
            ["--pid", Id.ToString(System.Globalization.CultureInfo.InvariantCulture), $"--fsize={size}:"]))!;
        await limit.WaitForExitAsync();
        Assert.Equal(0, limit.ExitCode);
    }

    /// <summary>Types lines, ends the input and waits for the end.</summary>
    /// <returns>The exit code.</returns>
    public async Task<int> Say(params IReadOnlyList<string> lines)
    {
        foreach (var line in lines)
        {
            await Type(line);
        }

        _process.StandardInput.Close();
        return await Exit();
    }

    public async Task Type(string line)
    {
        await _process.StandardInput.WriteLineAsync(line);
        await _process.StandardInput.FlushAsync();
    }

    public async Task TypeBytes(byte[] bytes)
    {
        await _process.StandardInput.BaseStream.WriteAsync(bytes);
        await _process.StandardInput.BaseStream.FlushAsync();
    }

    /// <summary>Waits until standard output holds the words.</summary>
    public Task Expect(string words) => Expect(words, () => Output);

    /// <summary>Waits until standard error holds the words.</summary>
    public Task ExpectError(string words) => Expect(words, () => Errors);

    private async Task Expect(string words, Func<string> where)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (where().Contains(words, StringComparison.Ordinal))
            {
                return;
            }

            if (_process.HasExited)
            {
                break;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"“{words}” did not come; output:\n{Output}\nerrors:\n{Errors}");
    }

    public async Task<int> Exit()
    {
        using var patience = new CancellationTokenSource(Patience);
        await _process.WaitForExitAsync(patience.Token);
        return _process.ExitCode;
    }

    /// <summary>kill −9.</summary>
    public async Task Kill()
    {
        _process.Kill();
        await Exit();
    }

    /// <summary>SIGTERM, as a service manager stops a program; it has to end by itself.</summary>
    public async Task<int> Terminate()
    {
        await Told();
        return await Exit();
    }

    /// <summary>SIGTERM, without waiting for what becomes of it.</summary>
    public async Task Told()
    {
        using var kill = Process.Start(new ProcessStartInfo("kill", ["-TERM", Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))!;
        await kill.WaitForExitAsync();
    }

    /// <summary>Waits until the program has the file open.</summary>
    public async Task HasOpen(string file)
    {
        for (var waited = 0; waited < 600; waited++)
        {
            if (Directory.Exists($"/proc/{Id}/fd") && Directory.GetFiles($"/proc/{Id}/fd").Any(open => File.ResolveLinkTarget(open, false)?.FullName == file))
            {
                return;
            }

            await Task.Delay(100);
        }

        Assert.Fail($"{Path.GetFileName(file)} was not opened; errors:\n{Errors}");
    }

    public async ValueTask DisposeAsync()
    {
        if (!_process.HasExited)
        {
            await Kill();
        }

        _process.Dispose();
    }

    /// <summary>The program beside this test's own output, built in the same configuration: it has its own framework.</summary>
    public static string Find(string program)
    {
        if (Path.IsPathRooted(program))
        {
            return program;
        }

        var output = new DirectoryInfo(AppContext.BaseDirectory);
        var (framework, configuration) = (output.Name, output.Parent!.Name);
        var root = output.Parent.Parent!.Parent!.Parent!.Parent!.FullName;
        return Path.Combine(root, Path.GetDirectoryName(program)!, "bin", configuration, framework, Path.GetFileName(program));
    }

    private static void Keep(StringBuilder text, string? line)
    {
        lock (text)
        {
            text.AppendLine(line);
        }
    }

    private static string Text(StringBuilder text)
    {
        lock (text)
        {
            return text.ToString();
        }
    }
}
