namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What the server checks of an upload.</summary>
internal static class UploadRules
{
    private const int MostBytes = 50 * 1024 * 1024;
    private const int MostPhotoBytes = 10 * 1024 * 1024;
    private const int MostWidthAndHeight = 10_000;
    private const int MostRatio = 20;

    /// <param name="field">The parameter's name.</param>
    /// <param name="text">The same parameter without a file name: then the server looks for a file it knows already.</param>
    public static UploadedFile Check(string field, UploadedFile? file, string? text) => file switch
    {
        null when string.IsNullOrEmpty(text) => throw ApiRefusal.BadRequest($"there is no {field} in the request"),
        null => throw ApiRefusal.BadRequest("wrong file identifier/HTTP URL specified"),
        { Content.Length: 0 } => throw ApiRefusal.BadRequest("file must be non-empty"),
        { Content.Length: > MostBytes } => throw new ApiRefusal(413, "Request Entity Too Large"),
        _ => file,
    };

    public static UploadedFile CheckPhoto(UploadedFile file)
    {
        if (file.Content.Length > MostPhotoBytes)
        {
            throw ApiRefusal.BadRequest($"file of size {file.Content.Length} bytes is too big for a photo; the maximum size is {MostPhotoBytes} bytes");
        }

        var (width, height) = PictureSize.Of(file.Content) ?? throw ApiRefusal.BadRequest("IMAGE_PROCESS_FAILED");
        var (shorter, longer) = (Math.Min(width, height), Math.Max(width, height));
        return shorter > 0 && width + height <= MostWidthAndHeight && longer <= shorter * MostRatio ? file : throw ApiRefusal.BadRequest("PHOTO_INVALID_DIMENSIONS");
    }
}
