using System.IO.Compression;

namespace ChatGov.Http;

/// <summary>
/// Answers in fewer bytes, for whoever takes them so (<c>Accept-Encoding</c>: <c>br</c>, <c>gzip</c>). Only what is read: no answer that makes a
/// secret is packed together with a caller's words.
/// </summary>
internal static class Codings
{
    // What fits into one packet anyway is not worth the work.
    private const int Smallest = 1_400;

    // Quicker than the network by far, and nearly as small as the best for JSON.
    private const int Effort = 1;
    private const int Window = 18;

    private static readonly (string Name, Func<byte[], byte[]?> Pack)[] Known = [("br", Brotli), ("gzip", Gzip)];

    public static IEnumerable<string> Names => Known.Select(each => each.Name);

    /// <returns>Null where it goes out as it is.</returns>
    public static (string Name, byte[] Body)? Pack(HttpRequest request, byte[] body)
    {
        if (body.Length < Smallest || request.Headers.AcceptEncoding.Count == 0)
        {
            return null;
        }

        var taken = request.GetTypedHeaders().AcceptEncoding.Where(each => each.Quality is not 0).Select(each => each.Value.ToString()).ToList();
        return Array.Find(Known, each => taken.Contains(each.Name, StringComparer.OrdinalIgnoreCase)) is { Name: { } name } coding && coding.Pack(body) is { } packed
            ? (name, packed)
            : null;
    }

    private static byte[]? Brotli(byte[] body)
    {
        var packed = new byte[BrotliEncoder.GetMaxCompressedLength(body.Length)];
        return BrotliEncoder.TryCompress(body, packed, out var length, Effort, Window) ? packed[..length] : null;
    }

    private static byte[] Gzip(byte[] body)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }
}
