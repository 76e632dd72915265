namespace ChatGov.Data;

/// <summary>
/// Moves everything that is sealed to the current key of the key file, so that an old key can be taken out for good. It
/// can stop at any moment and goes on at the next start; look-ups try every live key meanwhile.
/// </summary>
public static class Rekeying
{
    /// <summary>What still needs a key other than the current one, table by table; last the word of <see cref="KeyCheck"/>, which follows all others.</summary>
    /// <remarks>Reads every sealed column: only asked where the key file holds several keys.</remarks>
    public static List<NeedsOldKey> Left(Db db) => db.Read<List<NeedsOldKey>>(tx =>
    [
        .. DataDictionary.Sealed.Select(column => new NeedsOldKey($"{column.Table}.{column.Column}", Resealing.CountLeft(tx, column)))
            .Concat(KeyedSecrets.Left(tx))
            .Append(new NeedsOldKey("setting.value", KeyCheck.NeedsOldKey(tx) ? 1 : 0))
            .Where(each => each.Values > 0),
    ]);

    /// <returns>How many values were sealed anew.</returns>
    public static async Task<int> Run(Db db, CancellationToken cancel)
    {
        var done = 0;
        foreach (var column in DataDictionary.Sealed)
        {
            var after = 0L;
            for (var some = Resealing.Portion; some == Resealing.Portion && !cancel.IsCancellationRequested; done += some)
            {
                (some, after) = await db.Write(tx => SealSome(tx, column, after), cancel);
            }
        }

        if (!cancel.IsCancellationRequested)
        {
            await db.Write(KeyCheck.Renew, CancellationToken.None);
        }

        return done;
    }

    private static (int Some, long After) SealSome(Tx tx, SealedColumn column, long after)
    {
        var some = Resealing.SealSome(tx, column, Resealing.OpenBound, ref after);
        return (some, after);
    }
}

/// <summary>So many values of a column that open, or are found, only with a key that is no longer the current one.</summary>
public sealed record NeedsOldKey(string Column, long Values);
