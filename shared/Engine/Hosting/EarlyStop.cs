using System.Runtime.InteropServices;
using Microsoft.Extensions.Hosting;

namespace ChatGov.Hosting;

/// <summary>
/// A stop that comes before the host listens for one (it does only at its own start, which opening and migrating the
/// database precede). Until then the runtime would end the program in the middle of whatever it does, with 143.
/// </summary>
public sealed class EarlyStop : IDisposable
{
    private readonly Lock _gate = new();
    private readonly PosixSignalRegistration[] _signals;
    private IHostApplicationLifetime? _lifetime;
    private bool _isTold;

    public EarlyStop() => _signals =
    [
        PosixSignalRegistration.Create(PosixSignal.SIGTERM, Keep),
        PosixSignalRegistration.Create(PosixSignal.SIGINT, Keep),
        PosixSignalRegistration.Create(PosixSignal.SIGQUIT, Keep),
    ];

    /// <summary>From now on a stop is the host's; one that came before is passed on.</summary>
    public void PassTo(IHostApplicationLifetime lifetime)
    {
        lock (_gate)
        {
            _lifetime = lifetime;
        }

        if (_isTold)
        {
            lifetime.StopApplication();
        }
    }

    public void Dispose() => Array.ForEach(_signals, signal => signal.Dispose());

    private void Keep(PosixSignalContext context)
    {
        context.Cancel = true;
        IHostApplicationLifetime? lifetime;
        lock (_gate)
        {
            _isTold = true;
            lifetime = _lifetime;
        }

        lifetime?.StopApplication();
    }
}
