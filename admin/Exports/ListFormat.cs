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
    public const string Csv = "text/csv";
    public const string Xlsx = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet";

    /// <summary>What <c>?format=</c> names; else what the caller accepts most gladly.</summary>
    /// <returns>Null for a format that is none of ours.</returns>
    public static ListFormat? Of(HttpRequest request)
    {
        if (request.Query[Parameter].ToString() is { Length: > 0 } named)
        {
            return named switch { "json" => ListFormat.Json, "csv" => ListFormat.Csv, "xlsx" => ListFormat.Xlsx, _ => null };
        }

        return request.GetTypedHeaders().Accept.OrderByDescending(type => type.Quality ?? 1).Select(OfType).FirstOrDefault(format => format is not null)
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
