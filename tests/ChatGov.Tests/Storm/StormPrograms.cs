using System.Net.Sockets;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Storm;

/// <summary>Two bots behind one address, as behind a proxy: killed in turn, each started again at once. Their logs are kept over all their lives.</summary>
internal sealed class StormPrograms(string folder, IReadOnlyList<(string Name, string Value)> settings) : IAsyncDisposable
{
    private static readonly TimeSpan StartWithin = TimeSpan.FromSeconds(60);
    private readonly int[] _ports = [FreePort.Find(), FreePort.Find()];
    private readonly BotProcess?[] _bots = new BotProcess?[2];
    private readonly bool[] _listens = new bool[2];
    private readonly List<string> _logs = [];

    public int Kills { get; private set; }

    /// <summary>Everything that any of them wrote.</summary>
    public string Log => string.Join('\n', [.. _logs, .. _bots.Select(bot => bot?.Output + bot?.Errors)]);

    /// <summary>Whichever the proxy chooses of those that listen; one may be killed in the middle of the call.</summary>
    public Uri? Route()
    {
        var which = Random.Shared.Next(_ports.Length);
        which = Volatile.Read(ref _listens[which]) ? which : 1 - which;
        return Volatile.Read(ref _listens[which]) ? new Uri($"http://127.0.0.1:{_ports[which]}") : null;
    }

    public async Task Start()
    {
        Start(0);
        Start(1);
        await WaitFor(0);
        await WaitFor(1);
    }

    /// <summary>kill −9 to the one whose turn it is, and a new life.</summary>
    public async Task KillNext()
    {
        var which = Kills % 2;
        await _bots[which]!.Kill();
        Volatile.Write(ref _listens[which], false);
        await Bury(which);
        Kills++;
        Start(which);
        await WaitFor(which);
    }

    /// <summary>As an operator stops them: they end by themselves.</summary>
    public async Task<int[]> Stop() => await Task.WhenAll(_bots.Select(bot => bot!.Terminate()));

    public async ValueTask DisposeAsync()
    {
        foreach (var bot in _bots.OfType<BotProcess>())
        {
            await bot.DisposeAsync();
        }
    }

    private void Start(int which) =>
        _bots[which] = BotProcess.Start(folder, [.. settings, ("Webhooks__Listen", $"http://127.0.0.1:{_ports[which]}")]);

    private async Task Bury(int which)
    {
        _logs.Add(_bots[which]!.Output + _bots[which]!.Errors);
        await _bots[which]!.DisposeAsync();
        _bots[which] = null;
    }

    private async Task WaitFor(int which)
    {
        using var limit = new CancellationTokenSource(StartWithin);
        while (true)
        {
            try
            {
                using var client = new TcpClient();
                await client.ConnectAsync("127.0.0.1", _ports[which], limit.Token);
                Volatile.Write(ref _listens[which], true);
                return;
            }
            catch (SocketException)
            {
                await Task.Delay(50, limit.Token);
            }
        }
    }
}
