namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What an upload has to keep to, and as what a file is given out.</summary>
internal static class MediaRules
{
    private const int SmallestFile = 6;
    private const int Mega = 1024 * 1024;

    public static void Check(string kind, string name, byte[] content)
    {
        var most = kind switch
        {
            "image" or "video" => 10 * Mega,
            "voice" => 2 * Mega,
            "file" => 20 * Mega,
            _ => throw new WeComRefusal(40004, "invalid media type"),
        };
        if (content.Length is < SmallestFile || content.Length > most)
        {
            throw new WeComRefusal(content.Length < SmallestFile ? 40006 : 45001, "invalid media size");
        }

        WeComRefusal.Unless(name.Length > 0, "media data missing", 41005);
        WeComRefusal.Unless(kind != "image" || ContentType(kind, content) != Unknown, "no JPEG and no PNG", 40005);
        WeComRefusal.Unless(kind != "voice" || content.AsSpan().StartsWith("#!AMR"u8), "no AMR", 40005);
    }

    public static string ContentType(string kind, ReadOnlySpan<byte> content) => kind switch
    {
        "image" when content.StartsWith<byte>([0xFF, 0xD8, 0xFF]) => "image/jpeg",
        "image" when content.StartsWith<byte>([0x89, .. "PNG"u8]) => "image/png",
        "voice" => "audio/amr",
        "video" => "video/mp4",
        _ => Unknown,
    };

    private const string Unknown = "application/octet-stream";
}
