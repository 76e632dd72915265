using Telegram.Bot;
using Telegram.Bot.Exceptions;
using Telegram.Bot.Types;

namespace ChatGov.Messengers.Telegram;

/// <summary>
/// Tells the messenger that a press arrived, so that the button stops turning: at once, once, and beside the polling.
/// It is a courtesy: if it fails or comes too late nothing is repeated.
/// </summary>
internal sealed class PressAnswers(ITelegramBotClient client, ILogger log)
{
    private static readonly ParallelOptions AtOnce = new() { MaxDegreeOfParallelism = 16 };

    private readonly UnderWay _underWay = new();

    public void Begin(IEnumerable<Update> updates)
    {
        var presses = updates.Select(update => update.CallbackQuery?.Id).Where(id => !string.IsNullOrEmpty(id)).ToList();
        if (presses.Count > 0)
        {
            _underWay.Add(Parallel.ForEachAsync(presses, AtOnce, async (id, _) => await Answer(id!)));
        }
    }

    public Task End(TimeSpan within) => _underWay.End(within);

    private async Task Answer(string id)
    {
        try
        {
            await client.AnswerCallbackQuery(id);
        }
        catch (RequestException exception)
        {
            log.LogDebug("A pressed button was not answered: {Code}", Results.CodeOf(exception));
        }
    }
}
