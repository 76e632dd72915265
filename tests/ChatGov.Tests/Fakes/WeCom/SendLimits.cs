namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>How many messages pass: to the whole account in a day, and to one member. Not locked: whoever holds it does that.</summary>
internal sealed class SendLimits(TimeProvider time)
{
    private const int MostAMinute = 30;
    private const int MostAnHour = 1_000;
    private const int DayFactor = 200;
    private static readonly TimeSpan Shanghai = TimeSpan.FromHours(8);

    private readonly Dictionary<string, List<DateTimeOffset>> _reached = new(StringComparer.OrdinalIgnoreCase);
    private DateTime _day;
    private int _spent;

    /// <summary>How many members the account may have; two hundred times as many person-times pass in a day.</summary>
    public int AccountCap { get; set; } = 1_000;

    /// <summary>The most messages to one member within a minute and within an hour.</summary>
    public (int AMinute, int AnHour) Most { get; private set; }

    public int Vanished { get; private set; }

    /// <summary>Takes so many person-times of the day, or refuses all of them.</summary>
    public void Spend(int persons)
    {
        var day = time.GetUtcNow().ToOffset(Shanghai).Date;
        (_day, _spent) = (day, day == _day ? _spent : 0);
        if (_spent + persons > AccountCap * DayFactor)
        {
            throw new WeComRefusal(45009, "reach max api daily quota limit");
        }

        _spent += persons;
    }

    /// <summary>False when it is too much for the member: then it vanishes, and nobody is told.</summary>
    public bool MayReach(string user)
    {
        _reached.TryAdd(user, []);
        var (times, now) = (_reached[user], time.GetUtcNow());
        times.Add(now);
        times.RemoveAll(at => at <= now.AddHours(-1));
        var most = (AMinute: times.Count(at => at > now.AddMinutes(-1)), AnHour: times.Count);
        Most = (Math.Max(Most.AMinute, most.AMinute), Math.Max(Most.AnHour, most.AnHour));
        if (most.AMinute <= MostAMinute && most.AnHour <= MostAnHour)
        {
            return true;
        }

        Vanished++;
        return false;
    }
}
