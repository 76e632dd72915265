using ChatGov.Texts;

namespace ChatGov.Sheets;

/// <summary>What a file is by what is in it, whatever it is called.</summary>
public enum FileKind
{
    /// <summary>CSV, or a text that may be one.</summary>
    Text,
    Xlsx,
    Xls,
    Empty,

    /// <summary>What many systems call .xls and write as a web page.</summary>
    Html,

    /// <summary>A single-file web page, as Excel saves it.</summary>
    WebArchive,

    /// <summary>The XML of Excel 2003, often called .xls.</summary>
    SpreadsheetXml,
    OpenDocument,
    BinaryWorkbook,
    Numbers,
    Word,
    Slides,
    Pdf,
    Encrypted,
    Archive,
    Image,
    Unknown,
}

/// <summary>The kind in the reader's language: 网页（HTML）.</summary>
internal sealed record KindName(FileKind Kind) : IShown
{
    public string Show(string language) => Catalog.Name(language, Kind);
}

/// <summary>What to send instead.</summary>
internal sealed record KindAdvice(FileKind Kind) : IShown
{
    public string Show(string language) => Catalog.Say(language, "file.instead." + Kind);
}
