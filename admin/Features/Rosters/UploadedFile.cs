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
