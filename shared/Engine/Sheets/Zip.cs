using System.IO.Compression;

namespace ChatGov.Sheets;

/// <summary>A zip that is not trusted: neither its list of parts nor what it says of their sizes.</summary>
internal static class Zip
{
    private const int MostParts = 1_000;
    private const long ListMayTake = 16 * 1024 * 1024;

    public static ZipArchive Open(WatchedStream file)
    {
        file.Allow(ListMayTake);
        file.Position = 0;
        ZipArchive? zip = null;
        try
        {
            zip = new ZipArchive(file, ZipArchiveMode.Read, leaveOpen: true);
            return zip.Entries.Count <= MostParts ? zip : throw SheetFault.TooHeavy();
        }
        catch (InvalidDataException)
        {
            zip?.Dispose();
            throw SheetFault.Unreadable();
        }
        finally
        {
            file.Allow(long.MaxValue / 2);
        }
    }

    /// <summary>The part of this name as the library that reads workbooks looks for it: the first, whatever its case.</summary>
    public static ZipArchiveEntry? Find(ZipArchive zip, string name) =>
        zip.Entries.FirstOrDefault(entry => entry.FullName.Replace('\\', '/').Equals(name, StringComparison.OrdinalIgnoreCase));
}
