using ChatGov.Data;

namespace ChatGov.Sheets;

/// <summary>Why a file is not read: one sentence that says what it is, or holds too much of, and what to do.</summary>
public sealed class SheetFault(Refusal refusal) : Exception(refusal.Code.ToString())
{
    public Refusal Refusal { get; } = refusal;

    public static SheetFault Unreadable() => new(new Refusal(SheetRefusal.FileUnreadable));

    /// <summary>More rows than are taken at a time.</summary>
    public static SheetFault TooLong() => new(new Refusal(SheetRefusal.FileTooBig, ("rows", Book.MostRows)));

    public static SheetFault TooWide() => new(new Refusal(SheetRefusal.FileTooWide, ("columns", Book.MostColumns)));

    /// <summary>It holds more than a table does, however small it is packed.</summary>
    public static SheetFault TooHeavy() => new(new Refusal(SheetRefusal.FileTooHeavy));

    /// <summary>A quote that was never closed has made one cell of the rows below.</summary>
    public static SheetFault QuoteOpen(long row) => new(new Refusal(SheetRefusal.FileQuoteOpen, ("row", row)));

    internal static SheetFault OtherKind(FileKind kind) => new(new Refusal(
        SheetRefusal.FileOtherKind, ("kind", new KindName(kind)), ("instead", new KindAdvice(kind))));
}
