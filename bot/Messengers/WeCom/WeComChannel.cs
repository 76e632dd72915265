using ChatGov.Data;
using ChatGov.Media;
using ChatGov.Outbox;
using ChatGov.Settings;
using ChatGov.Webhooks;

namespace ChatGov.Messengers.WeCom;

/// <summary>企业微信, a self-built app. What it does and what it leaves out: README.md in this folder.</summary>
public sealed class WeComChannel : IChannel, ICalled, IDisposable
{
    private const int MediaUnknown = 40007;

    // The kind of a picture is seen in it; a voice message is always one of these.
    private const string VoiceName = "voice.amr";
    private static readonly TimeSpan FinishWithin = TimeSpan.FromSeconds(2);
    private static readonly TimeSpan TryAgainAfter = TimeSpan.FromMinutes(1);

    private readonly WeComSettings _settings;
    private readonly WeComClient _client;
    private readonly Delivery _delivery;
    private readonly PressAnswers _presses;
    private readonly CallbackReceiver _receiver;
    private readonly ILogger<WeComChannel> _log;

    /// <exception cref="ConfigurationFault">The key of the callbacks is malformed.</exception>
    public WeComChannel(WeComSettings settings, TimeProvider time, ILogger<WeComChannel> log)
    {
        (_settings, _log) = (settings, log);
        var envelope = new Envelope(settings.CallbackToken, settings.EncodingAesKey, settings.CorpId);
        _client = new WeComClient(settings, time);
        _delivery = new Delivery(_client, settings, log);
        _presses = new PressAnswers(_client, settings.AgentId, log);
        _receiver = new CallbackReceiver(envelope, settings.AgentId.ToString(System.Globalization.CultureInfo.InvariantCulture), _presses, time, log);
    }

    public string Name => People.WeComAccount.Channel;

    /// <summary>30 a minute and 1 000 an hour reach a member and the rest vanishes: some are kept back for tries of unknown fate.</summary>
    public SendLimits Limits { get; init; } = new(PerSecond: 40, ChatSpacing: TimeSpan.FromMilliseconds(200), Burst: 5)
    {
        Windows = [new CallWindow(25, TimeSpan.FromMinutes(1)), new CallWindow(900, TimeSpan.FromHours(1))],
    };

    public Sharing Sharing => Sharing.Together;

    public string? OnlyChat => null;

    IWebhook? ICalled.Webhook => _receiver;

    public int CallsFor(Message message) => Delivery.CallsFor(message);

    public async Task Receive(StoreIncoming store, CancellationToken cancel)
    {
        var receiving = _receiver.Run(store, cancel);
        await ShowMenu(cancel).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await receiving;
        await _presses.End(FinishWithin);
    }

    public static MakeChannel? Configured(SettingValues values) => WeComSettings.Read(values) is { } wecom
        ? services => new WeComChannel(wecom, TimeProvider.System, services.GetRequiredService<ILogger<WeComChannel>>())
        : null;

    public Task<SendResult> Send(string chatId, Message message, CancellationToken cancel) => _delivery.Deliver(chatId, message, cancel);

    public async Task<Fetched> Fetch(string mediaRef, int most, CancellationToken cancel)
    {
        try
        {
            return new Fetched.Got(await _client.Download(mediaRef, most, cancel), VoiceName);
        }
        catch (TooLong)
        {
            return new Fetched.Never(MediaFault.TooLarge);
        }
        catch (WeComFault fault) when (fault.Code == MediaUnknown)
        {
            return new Fetched.Never(MediaFault.Gone);
        }
        catch (WeComFault fault)
        {
            _delivery.Say(fault);
            return new Fetched.NotNow(Delivery.Code(fault));
        }
    }

    public void Dispose() => _client.Dispose();

    /// <summary>The first call: it shows at the start whether the settings are right. The bot works without the menu.</summary>
    private async Task ShowMenu(CancellationToken cancel)
    {
        while (true)
        {
            try
            {
                await _client.Post($"menu/create?agentid={_settings.AgentId}", Menu.Json, cancel);
                _log.LogInformation("Serves WeCom as app {Agent}", _settings.AgentId);
                return;
            }
            catch (WeComFault fault)
            {
                _delivery.Say(fault);
                await Task.Delay(TryAgainAfter, cancel);
            }
        }
    }
}
