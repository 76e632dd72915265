using System.Globalization;
using ChatGov.Data;

namespace ChatGov.People;

/// <summary>
/// Who was erased, in a file beside the keys: numbers and nothing else. A copy of the database that is older than an
/// erasure still holds the person; when it is put back, they are taken out again.
/// </summary>
public static class Tombstones
{
    private sealed record Stone
    {
        public long Id { get; init; }

        /// <summary>When the row was made: a number that is given again means somebody else.</summary>
        public DateTimeOffset CreatedAt { get; init; }

        public string Line => string.Create(CultureInfo.InvariantCulture, $"{Id} {CreatedAt.ToUnixTimeMilliseconds()}");
    }

    /// <summary>Adds those of the database to the file.</summary>
    /// <exception cref="ConfigurationFault">The file cannot be read or written.</exception>
    public static void Keep(Db db, string file)
    {
        var known = Read(file);
        var lines = known.Union(db.Read(tx => tx.All<Stone>("SELECT id, created_at FROM person WHERE erased_at IS NOT NULL ORDER BY id")).Select(stone => stone.Line)).ToList();
        if (lines.Count == known.Count)
        {
            return;
        }

        try
        {
            var part = file + ".part";
            using (var written = new StreamWriter(OwnerOnly.Create(part, FileMode.Create)))
            {
                lines.ForEach(written.WriteLine);
            }

            File.Move(part, file, overwrite: true);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFault("erased.txt beside the key file (Database:KeyFile) cannot be written: see that the program may write there", exception);
        }
    }

    /// <summary>Erases those of the file whom the database still holds.</summary>
    /// <returns>How many they were.</returns>
    /// <exception cref="ConfigurationFault">The file cannot be read.</exception>
    public static async Task<int> Apply(Db db, string file)
    {
        var erased = 0;
        var stones = Read(file).ToHashSet(StringComparer.Ordinal);
        foreach (var person in db.Read(tx => tx.All<Stone>("SELECT id, created_at FROM person WHERE erased_at IS NULL ORDER BY id")).Where(stone => stones.Contains(stone.Line)))
        {
            var outcome = await db.Write(tx => Erasing.Erase(tx.As(Actor.Person(person.Id))));
            erased += outcome.Ok ? 1 : throw new InvalidOperationException("an erased person could not be erased again");
        }

        return erased;
    }

    private static List<string> Read(string file)
    {
        try
        {
            return File.Exists(file) ? [.. File.ReadAllLines(file).Where(line => line.Length > 0)] : [];
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationFault("erased.txt beside the key file (Database:KeyFile) cannot be read: see that the program may read it", exception);
        }
    }
}
