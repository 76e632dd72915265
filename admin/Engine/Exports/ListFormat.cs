using Microsoft.Net.Http.Headers;

namespace ChatGov.Exports;

/// <summary>How a list is to be answered.</summary>
internal enum ListFormat
{
    Json,
    Csv,
    Xlsx,
}

internal static class ListFormats
{
    public const string Parameter = "format";
    /// <summary>In the order of the formats; that another is none, is said before anything is read.</summary>
    public static readonly string[] Names = ["json", "csv", "xlsx"];
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What <c>?format=</c> names; else what the caller accepts most gladly.</summary>
    public static ListFormat Of(HttpRequest request)
    {
        if (request.Query[Parameter].ToString() is { Length: > 0 } named)
        {
            return (ListFormat)Array.IndexOf(Names, named);
        }

        // Of quality 0 is what the caller never wants.
        return request.GetTypedHeaders().Accept.Where(type => type.Quality is not 0).OrderByDescending(type => type.Quality ?? 1).Select(OfType).FirstOrDefault(format => format is not null)
            ?? ListFormat.Json;
    }

    private static ListFormat? OfType(MediaTypeHeaderValue type) => type.MediaType.Value switch
    {
        Csv => ListFormat.Csv,
        Xlsx => ListFormat.Xlsx,
        "application/json" or "*/*" => ListFormat.Json,
        _ => null,
    };
}
