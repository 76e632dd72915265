namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What the server checks of an upload.</summary>
internal static class UploadRules
{
    private const int MostBytes = 50 * 1024 * 1024;

    /// <param name="text">The same parameter without a file name: then the server looks for a file it knows already.</param>
    public static UploadedFile Check(UploadedFile? file, string? text) => file switch
    {
        null when string.IsNullOrEmpty(text) => throw ApiRefusal.BadRequest("there is no document in the request"),
        null => throw ApiRefusal.BadRequest("wrong file identifier/HTTP URL specified"),
        { Content.Length: 0 } => throw ApiRefusal.BadRequest("file must be non-empty"),
        { Content.Length: > MostBytes } => throw new ApiRefusal(413, "Request Entity Too Large"),
        _ => file,
    };
}
