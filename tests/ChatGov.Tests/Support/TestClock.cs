using Microsoft.Extensions.Time.Testing;

namespace ChatGov.Tests.Support;

/// <summary>
/// A clock that stands still until it is moved. Timers made from it fire when it is moved past their time, in order of time, on the
/// thread that moves it.
/// </summary>
public sealed class TestClock(DateTimeOffset? start = null) : FakeTimeProvider(start ?? Start)
{
    /// <summary>Monday 2026-11-23 10:00 in Shanghai.</summary>
    public static new readonly DateTimeOffset Start = new(2026, 11, 23, 10, 0, 0, TimeSpan.FromHours(8));

    /// <summary>Forward only: who asks for an instant that is over has it. The package's own clock refuses that.</summary>
    public void MoveTo(DateTimeOffset instant)
    {
        if (instant > GetUtcNow())
        {
            SetUtcNow(instant);
        }
    }
}
