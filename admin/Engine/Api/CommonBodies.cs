using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;

namespace ChatGov.Api;

/// <summary>Why, in words that the person reads.</summary>
public sealed record ReasonBody : IRequestBody
{
    public static ReasonBody Example { get; } = new() { Reason = "请补一下工作单位。" };

    [Required, StringLength(200), Description("The person reads it and should know what to do.")]
    public string Reason { get; init; } = "";
}

/// <summary>Many at once; each is decided on its own.</summary>
public sealed record IdsBody : IRequestBody
{
    public static IdsBody Example { get; } = new() { Ids = [101, 102, 103] };

    /// <summary>Which ones, by their numbers.</summary>
    [Required, MinLength(1), MaxLength(Bulk.Most)]
    public IReadOnlyList<long> Ids { get; init; } = [];
}
