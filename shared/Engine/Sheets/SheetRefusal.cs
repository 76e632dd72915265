using ChatGov.Data;

namespace ChatGov.Sheets;

/// <summary>Every expected "no" about tables that come as files.</summary>
public static class SheetRefusal
{
    public static readonly RefusalCode FileUnreadable = new(nameof(FileUnreadable)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode FileTooBig = new(nameof(FileTooBig)) { Kind = RefusalKind.TooLarge };

    public static readonly RefusalCode FileEmpty = new(nameof(FileEmpty)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    /// <summary>It is something else than a table: a PDF, a page, a picture.</summary>
    public static readonly RefusalCode FileOtherKind = new(nameof(FileOtherKind)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode FileTooWide = new(nameof(FileTooWide)) { Kind = RefusalKind.TooLarge };

    /// <summary>It unpacks to more than a table holds.</summary>
    public static readonly RefusalCode FileTooHeavy = new(nameof(FileTooHeavy)) { Kind = RefusalKind.TooLarge };

    public static readonly RefusalCode FileQuoteOpen = new(nameof(FileQuoteOpen)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    /// <summary>Several tabs fit: one has to be named.</summary>
    public static readonly RefusalCode SheetSeveral = new(nameof(SheetSeveral)) { Kind = RefusalKind.Unclear, Fields = ["sheet"] };

    public static readonly RefusalCode SheetUnknown = new(nameof(SheetUnknown)) { Kind = RefusalKind.Unclear, Fields = ["sheet"] };

    public static readonly RefusalCode SheetHidden = new(nameof(SheetHidden)) { Kind = RefusalKind.Unclear, Fields = ["sheet"] };

    public static readonly RefusalCode ColumnMissing = new(nameof(ColumnMissing)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode CellUnclear = new(nameof(CellUnclear)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly RefusalCode CellTooLong = new(nameof(CellTooLong)) { Kind = RefusalKind.Unclear, Fields = ["file"] };

    public static readonly IReadOnlyList<RefusalCode> All = [ColumnMissing, CellUnclear, CellTooLong, FileUnreadable, FileTooBig, FileEmpty, FileOtherKind, FileTooWide, FileTooHeavy, FileQuoteOpen, SheetSeveral, SheetUnknown, SheetHidden];
}
