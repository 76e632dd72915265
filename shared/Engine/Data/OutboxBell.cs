using System.Data.Common;
using System.Threading.Channels;
using Npgsql;

namespace ChatGov.Data;

/// <summary>
/// Tells the other programs that there is something to send: once for many commits, after them, on a connection of its own. NOTIFY inside a
/// transaction makes all commits wait for each other (measured on PostgreSQL 15: 4 800 a second become 1 000).
/// </summary>
internal sealed class OutboxBell : IAsyncDisposable
{
    public const string Channel = "chatgov_outbox";

    // Whoever hears it looks for all there is.
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(20);

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(1);

    private readonly Func<NpgsqlConnection> _open;
    private readonly Channel<bool> _rings = System.Threading.Channels.Channel.CreateBounded<bool>(new BoundedChannelOptions(1) { FullMode = BoundedChannelFullMode.DropWrite });
    private readonly CancellationTokenSource _over = new();
    private readonly Task _ringing;

    public OutboxBell(Func<NpgsqlConnection> open)
    {
        _open = open;
        _ringing = Task.Run(Serve);
    }

    public void Ring() => _rings.Writer.TryWrite(true);

    /// <summary>What was rung for is still told, where the server is there.</summary>
    public async ValueTask DisposeAsync()
    {
        if (!_rings.Writer.TryComplete())
        {
            return;
        }

        await _over.CancelAsync();
        await _ringing.WaitAsync(Patience).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _over.Dispose();
    }

    private async Task Serve()
    {
        await foreach (var _ in _rings.Reader.ReadAllAsync())
        {
            try
            {
                await using var connection = _open();
                await using var command = new NpgsqlCommand($"SELECT pg_notify('{Channel}', '')", connection);
                await command.ExecuteNonQueryAsync();
            }
            catch (DbException)
            {
                // Nobody hears it then, and everybody looks by themselves every half second.
            }

            await Task.Delay(Pause, _over.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }
}
