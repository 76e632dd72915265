using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Sheets;

namespace ChatGov.Rosters;

/// <summary>A table that comes as the file of a request and is taken at once.</summary>
/// <param name="Sheets">The tabs that are wanted; empty for the only one that fits.</param>
internal sealed record SentTable(Desk Desk, Db Db, FileReadings Readings, HttpRequest Request, IReadOnlyList<string> Sheets)
{
    /// <param name="isAllowed">Asked before anything of the file is read.</param>
    public async Task<IResult> Take<TColumn, TReport>(
        TableShape<TColumn> shape, Predicate<Tx> isAllowed, Func<Tx, TableFile<TColumn>, Outcome<TReport>> take, CancellationToken cancel)
        where TColumn : struct, Enum
    {
        if (!Db.Read(tx => isAllowed(tx.As(Desk.Actor))))
        {
            return Desk.Refused(new Refusal(RefusalCode.NotFound));
        }

        await using var file = SpoolFile.Open();
        await UploadedFile.Copy(Request, file, cancel);

        // Held until it is taken: several at once would keep everybody else who writes waiting for all of them.
        using var turn = await Readings.Turn(cancel);
        if (!turn.IsAcquired)
        {
            return FileReadings.ComeAgain(Request.HttpContext, Desk.Language);
        }

        var read = Read(file, shape, cancel);
        return read.Ok ? await Desk.Do(tx => take(tx, read.Value)) : Desk.Refused(read.Refusal!);
    }

    private Outcome<TableFile<TColumn>> Read<TColumn>(Stream file, TableShape<TColumn> shape, CancellationToken cancel)
        where TColumn : struct, Enum
    {
        try
        {
            using var book = Book.Open(file, cancel);
            return shape.Read(book, Sheets, Desk.Language);
        }
        catch (SheetFault fault)
        {
            return fault.Refusal;
        }
    }
}
