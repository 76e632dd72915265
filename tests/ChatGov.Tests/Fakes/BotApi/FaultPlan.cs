namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>Where in the handling of a request something can be made to happen.</summary>
public enum Moment
{
    /// <summary>The request has arrived and nothing was done for it.</summary>
    Received,

    /// <summary>A poll has confirmed updates by its offset; they will not come again.</summary>
    Acknowledged,

    /// <summary>What was asked is done, and the answer is not written yet.</summary>
    BeforeAnswer,
}

/// <summary>What is made to happen. <see cref="Run"/>, <see cref="Delay"/> and <see cref="Cut"/> let the request go on, the others end it.</summary>
public abstract record Fault
{
    /// <summary>Anything, such as killing the bot's process.</summary>
    public sealed record Run(Func<BotCall, Task> Action) : Fault;

    public sealed record Delay(TimeSpan For) : Fault;

    /// <summary>The connection is closed without an answer.</summary>
    public sealed record Drop : Fault;

    /// <summary>The connection ends in the middle of the answer, after so many bytes of its body.</summary>
    public sealed record Cut(int After) : Fault;

    /// <summary>An answer that a proxy on the way could give.</summary>
    public sealed record Html(int Status) : Fault;

    /// <summary>Any body with any status; <paramref name="RetryAfter"/> is a header.</summary>
    public sealed record Raw(int Status, string Body, int? RetryAfter = null) : Fault;

    /// <summary>An error of the Bot API; with <paramref name="RetryAfter"/> also in the header.</summary>
    public sealed record Api(int Code, string Description, int? RetryAfter = null) : Fault;
}

/// <summary>Faults to come, each for so many matching requests. Safe to add to at any time.</summary>
public sealed class FaultPlan
{
    private readonly Lock _gate = new();
    private readonly List<Entry> _entries = [];

    /// <param name="method">The method's name, in any case, or <see cref="FakeBotApi.Download"/>; null for all.</param>
    /// <param name="when">Only for requests that this is true of.</param>
    /// <param name="skip">So many matching requests pass unharmed first.</param>
    public void Add(Moment moment, string? method, Fault fault, int times = 1, int skip = 0, Func<BotCall, bool>? when = null)
    {
        lock (_gate)
        {
            _entries.Add(new Entry(moment, method, fault, when) { Left = times, Skip = skip });
        }
    }

    /// <summary>The server asks to wait, so many times: for one chat, or for all.</summary>
    public void Flood(int retryAfter, long? chatId = null, int times = 1) => Add(
        Moment.Received,
        method: null,
        new Fault.Api(429, $"Too Many Requests: retry after {retryAfter}", retryAfter),
        times,
        when: call => call.Method is "sendMessage" or "editMessageText" or "sendPhoto" or "sendDocument" && (chatId is null || call.ChatId == chatId));

    public void Clear()
    {
        lock (_gate)
        {
            _entries.Clear();
        }
    }

    internal List<Fault> Take(Moment moment, BotCall call)
    {
        lock (_gate)
        {
            if (_entries.Count == 0)
            {
                return [];
            }

            var due = _entries.Where(entry => entry.Matches(moment, call) && entry.Skip-- <= 0).ToList();
            due.ForEach(entry => entry.Left--);
            _entries.RemoveAll(entry => entry.Left <= 0);
            return due.ConvertAll(entry => entry.Fault);
        }
    }

    private sealed class Entry(Moment moment, string? method, Fault fault, Func<BotCall, bool>? when)
    {
        public Fault Fault { get; } = fault;

        public int Left { get; set; }

        public int Skip { get; set; }

        public bool Matches(Moment at, BotCall call) =>
            at == moment
            && (method is null || method.Equals(call.Method, StringComparison.OrdinalIgnoreCase))
            && (when is null || when(call));
    }
}
