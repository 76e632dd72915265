using System.Net.Http.Headers;

namespace ChatGov.Messengers.WeCom;

/// <summary>
/// A form with one file as WeCom reads it (developer documentation, path 90253): the boundary without quotes, the name of the part with
/// them, and the file's name as UTF-8. The platform by itself writes each of the three otherwise.
/// </summary>
internal static class UploadForm
{
    public static MultipartFormDataContent Of(string fileName, byte[] content)
    {
        var boundary = Guid.NewGuid().ToString("N");
        var form = new MultipartFormDataContent(boundary);
        form.Headers.ContentType = MediaTypeHeaderValue.Parse("multipart/form-data; boundary=" + boundary);
        var part = new ByteArrayContent(content);
        part.Headers.TryAddWithoutValidation("Content-Disposition", $"form-data; name=\"media\"; filename=\"{FileNames.ForHeader(fileName)}\"; filelength={content.Length}");
        part.Headers.ContentType = new MediaTypeHeaderValue("application/octet-stream");
        form.Add(part);
        return form;
    }
}
