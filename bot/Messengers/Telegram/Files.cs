using ChatGov.Media;
using Telegram.Bot;
using Telegram.Bot.Exceptions;

namespace ChatGov.Messengers.Telegram;

/// <summary>Fetches what people send, once, and tells what became of it. The server gives out at most 20 MB.</summary>
internal sealed class Files(ITelegramBotClient client)
{
    public async Task<Fetched> Fetch(string fileId, int most, CancellationToken cancel)
    {
        try
        {
            var file = await client.GetFile(fileId, cancel);
            if (file.FilePath is not { Length: > 1 } path || file.FileSize > most)
            {
                return new Fetched.Never(file.FileSize > most ? MediaFault.TooLarge : MediaFault.Gone);
            }

            using var content = new CappedStream(most);
            await client.DownloadFile(path, content, cancel);
            return new Fetched.Got(content.ToArray(), NameOf(path));
        }
        catch (TooLong)
        {
            return new Fetched.Never(MediaFault.TooLarge);
        }
        catch (ApiRequestException refused) when (refused.ErrorCode == 400)
        {
            return new Fetched.Never(Results.Says(refused, "file is too big") ? MediaFault.TooLarge : MediaFault.Gone);
        }
        catch (RequestException exception)
        {
            return new Fetched.NotNow(Results.CodeOf(exception));
        }
    }

    /// <summary>Voice messages come as .oga, which not everybody who reads Ogg knows.</summary>
    private static string NameOf(string path)
    {
        var name = path[(path.LastIndexOf('/') + 1)..];
        return name.EndsWith(".oga", StringComparison.OrdinalIgnoreCase) ? name[..^1] + "g" : name;
    }
}
