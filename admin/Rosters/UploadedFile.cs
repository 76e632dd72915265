using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace ChatGov.Rosters;

/// <summary>The file of a request: its body, or the first file in a form.</summary>
internal static class UploadedFile
{
    public static async Task Copy(HttpRequest request, Stream file, CancellationToken cancel)
    {
        if (Boundary(request) is not { } boundary)
        {
            await request.Body.CopyToAsync(file, cancel);
            return;
        }

        try
        {
            var parts = new MultipartReader(boundary, request.Body);
            while (await parts.ReadNextSectionAsync(cancel) is { } part)
            {
                if (part.GetContentDispositionHeader() is { } disposition && (disposition.IsFileDisposition() || disposition.Name == "file"))
                {
                    await part.Body.CopyToAsync(file, cancel);
                    return;
                }
            }
        }
        catch (InvalidDataException exception)
        {
            throw new BadHttpRequestException("malformed form", exception);
        }
        catch (IOException exception) when (exception is not BadHttpRequestException)
        {
            throw new BadHttpRequestException("the form ends too early", exception);
        }
    }

    private static string? Boundary(HttpRequest request) =>
        MediaTypeHeaderValue.TryParse(request.ContentType, out var type) && type.MediaType.Equals("multipart/form-data", StringComparison.OrdinalIgnoreCase)
        && HeaderUtilities.RemoveQuotes(type.Boundary) is { Length: > 0 } boundary
            ? boundary.ToString()
            : null;
}

/// <summary>
/// A place on the disk for a file that is read more than once. It has no name for others, and nothing of it is left when
/// the program ends, however that happens.
/// </summary>
internal static class SpoolFile
{
    public static FileStream Open()
    {
        var path = Path.Combine(Path.GetTempPath(), Path.GetRandomFileName());
        var options = new FileStreamOptions
        {
            Mode = FileMode.CreateNew,
            Access = FileAccess.ReadWrite,
            Share = FileShare.Delete,
            Options = FileOptions.DeleteOnClose,
            BufferSize = 64 * 1024,
        };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        var file = new FileStream(path, options);
        if (!OperatingSystem.IsWindows())
        {
            File.Delete(path);
        }

        return file;
    }
}
