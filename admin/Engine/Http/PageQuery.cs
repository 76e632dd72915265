using System.ComponentModel;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Http;

/// <summary>Which page of a list: <c>?limit=50&amp;after=…</c>.</summary>
public sealed class PageQuery
{
    /// <summary>How many rows at most, 1 to 500; 50 unless told.</summary>
    [FromQuery(Name = "limit"), Description("How many rows at most, 1 to 500; 50 unless told.")]
    public int? Limit { get; init; }

    /// <summary>The <c>next</c> of the page before.</summary>
    [FromQuery(Name = "after"), Description("The `next` of the page before.")]
    public string? After { get; init; }

    /// <summary>By what the list is ordered; a minus before it turns it round.</summary>
    [FromQuery(Name = "sort"), Description("By what the list is ordered, `-` before it for the other way round; in the order of their making unless told.")]
    public string? Sort { get; init; }
}
