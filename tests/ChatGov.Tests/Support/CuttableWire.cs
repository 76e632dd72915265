using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace ChatGov.Tests.Support;

/// <summary>A wire to a server on loopback that can be cut: what runs over it breaks, and nothing new gets through.</summary>
public sealed class CuttableWire : IDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly ConcurrentBag<TcpClient> _ends = [];
    private readonly (string Host, int Port) _server;
    private readonly Task _serving;
    private volatile bool _isCut;

    public CuttableWire(string host, int port)
    {
        _server = (host, port);
        _listener.Start();
        _serving = Serve();
    }

    public int Port => ((IPEndPoint)_listener.LocalEndpoint).Port;

    public void Cut()
    {
        _isCut = true;
        while (_ends.TryTake(out var end))
        {
            end.Dispose();
        }
    }

    public void Mend() => _isCut = false;

    public void Dispose()
    {
        Cut();
        _listener.Dispose();
    }

    private async Task Serve()
    {
        try
        {
            while (true)
            {
                var near = await _listener.AcceptTcpClientAsync();
                _ = Join(near);
            }
        }
        catch (Exception ended) when (ended is SocketException or ObjectDisposedException)
        {
            // The test is over.
        }
    }

    private async Task Join(TcpClient near)
    {
        using var far = new TcpClient();
        using var owned = near;
        if (_isCut)
        {
            return;
        }

        _ends.Add(near);
        _ends.Add(far);
        try
        {
            await far.ConnectAsync(_server.Host, _server.Port);
            await Task.WhenAny(near.GetStream().CopyToAsync(far.GetStream()), far.GetStream().CopyToAsync(near.GetStream()));
        }
        catch (Exception broken) when (broken is SocketException or IOException or ObjectDisposedException or InvalidOperationException)
        {
            // The wire was cut.
        }
    }
}
