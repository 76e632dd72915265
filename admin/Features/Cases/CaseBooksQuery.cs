using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Cases;

/// <summary>Of which matters the books are, and by what they are told apart.</summary>
public sealed class CaseBooksQuery
{
    [FromQuery(Name = "under"), Description("An organisation: it and all under it; all of your part where it is left out.")]
    public long? Under { get; init; }

    [FromQuery(Name = "from"), Description("Received from then on.")]
    public DateTimeOffset? From { get; init; }

    [FromQuery(Name = "until"), Description("Received before.")]
    public DateTimeOffset? Until { get; init; }

    [FromQuery(Name = "at"), Description("As they stood then; now where it is left out.")]
    public DateTimeOffset? At { get; init; }

    [FromQuery(Name = "by"), Description("By source where it is left out.")]
    public CaseBooksBy? By { get; init; }

    internal CaseBooksFilter Filter => new(Under, From, Until, At, By ?? CaseBooksBy.Source);
}
