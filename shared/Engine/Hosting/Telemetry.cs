using System.Diagnostics;
using System.Diagnostics.Metrics;
using ChatGov.Data;
using ChatGov.Settings;
using OpenTelemetry;
using OpenTelemetry.Metrics;
using OpenTelemetry.Resources;
using OpenTelemetry.Trace;

namespace ChatGov.Hosting;

/// <summary>
/// What the programs measure of themselves, sent by OpenTelemetry where <c>OTEL_EXPORTER_OTLP_ENDPOINT</c> is set and nowhere
/// else. Tags are codes: no text, name, number or address of a person is in any of them, and no path of a request, which may
/// hold a secret.
/// </summary>
public static class Telemetry
{
    private const string Name = "ChatGov";
    private const string Endpoint = "OTEL_EXPORTER_OTLP_ENDPOINT";
    private const string Server = "Microsoft.AspNetCore.Hosting";
    private static readonly ActivitySource Activities = new(Name);
    private static readonly Meter Meter = new(Name);
    private static readonly Counter<long> Handled = Meter.CreateCounter<long>("chatgov.messages.handled", "{message}", "Messages handled, by channel");
    private static readonly Counter<long> Failed = Meter.CreateCounter<long>("chatgov.messages.failed", "{try}", "Tries to handle a message that failed, by kind of error");
    private static readonly Histogram<double> Handling = Meter.CreateHistogram<double>("chatgov.messages.duration", "s", "From taking a message up to its commit");
    private static readonly Counter<long> Sent = Meter.CreateCounter<long>("chatgov.outbox.sent", "{message}", "Messages sent, by channel and result");

    /// <summary>Sends until it is disposed of, which sends the rest.</summary>
    /// <returns>Null where nobody is to be told.</returns>
    public static IDisposable? Export(SettingValues settings, string program, Db db)
    {
        if (string.IsNullOrEmpty(settings.Find(Endpoint)))
        {
            return null;
        }

        var resource = ResourceBuilder.CreateDefault().AddService(program, serviceNamespace: Name);
        var waiting = new Meter(Name + ".Outbox");
        waiting.CreateObservableGauge("chatgov.outbox.waiting", () => Waiting(db), "{message}", "Messages that wait to be sent");
        return new Exporting(
            waiting,
            Sdk.CreateMeterProviderBuilder().SetResourceBuilder(resource).AddMeter(Name, waiting.Name, Server, "System.Runtime").AddOtlpExporter().Build(),

            // The framework's own activity around a request is not recorded, and would keep ours from being so.
            Sdk.CreateTracerProviderBuilder().SetResourceBuilder(resource).SetSampler(new AlwaysOnSampler()).AddSource(Name).AddOtlpExporter().Build());
    }

    /// <summary>Around the handling of a message, which ends with its commit.</summary>
    public static Measured HandleMessage(string channel) => new(Activities.StartActivity("message"), [new("channel", channel)]);

    public static void MessageHandled(in Measured measured)
    {
        Handled.Add(1, measured.Tags);
        Handling.Record(measured.Seconds, measured.Tags);
        measured.End();
    }

    /// <summary>It was not its turn.</summary>
    public static void MessagePutOff(in Measured measured) => measured.End();

    public static void MessageFailed(in Measured measured, string kind)
    {
        Failed.Add(1, [.. measured.Tags, new("error.type", kind)]);
        measured.End(kind);
    }

    public static void MessageSent(string channel, string result) => Sent.Add(1, new("channel", channel), new("result", result));

    /// <summary>
    /// Begins a trace of its own: what a caller writes of theirs (<c>tracestate</c>) goes nowhere. How long requests take, the
    /// server measures itself.
    /// </summary>
    /// <param name="route">With its placeholders.</param>
    public static Measured HandleRequest(string method, string route)
    {
        if (!Activities.HasListeners())
        {
            return default;
        }

        Activity.Current = null;
        return new(Activities.StartActivity($"{method} {route}", ActivityKind.Server), [new("http.request.method", method), new("http.route", route)]);
    }

    public static void RequestHandled(in Measured measured, int status) => measured.End(status >= 500 ? "fault" : null);

    private static long Waiting(Db db)
    {
        try
        {
            return db.Read(tx => tx.Count("SELECT COUNT(*) FROM outbox WHERE state = 'Waiting'"));
        }
        catch (System.Data.Common.DbException)
        {
            // That the database is away is said elsewhere; here it only means that nothing can be counted.
            return 0;
        }
    }

    private sealed class Exporting(params IDisposable[] parts) : IDisposable
    {
        public void Dispose() => Array.ForEach(parts, part => part.Dispose());
    }
}

/// <summary>Something whose time is taken.</summary>
public readonly struct Measured(Activity? activity, KeyValuePair<string, object?>[] tags)
{
    private readonly long _since = Stopwatch.GetTimestamp();

    internal ReadOnlySpan<KeyValuePair<string, object?>> Tags => tags;

    internal double Seconds => Stopwatch.GetElapsedTime(_since).TotalSeconds;

    internal void End(string? error = null)
    {
        if (activity is null)
        {
            return;
        }

        foreach (var (name, value) in tags)
        {
            activity.SetTag(name, value);
        }

        if (error is not null)
        {
            activity.SetStatus(ActivityStatusCode.Error, error);
        }

        activity.Dispose();
    }
}
