using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Serialization;
using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Papers;

/// <summary>A certificate or a letter, without what is printed on it.</summary>
public sealed record Paper : IMoved<PaperState>
{
    internal static readonly SealedColumn SealedReason = SealedColumn.Of("paper.reason_cipher");

    public long Id { get; init; }

    public PaperKind Kind { get; init; }

    public long PersonId { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public long? UnitId { get; init; }

    /// <summary>The first day it covers; null for all.</summary>
    public DateOnly? FromDay { get; init; }

    public PaperState State { get; init; }

    public string? Number { get; init; }

    public string? Digest { get; init; }

    public DateTimeOffset RequestedAt { get; init; }

    /// <summary>Until when the member may correct a letter; null when the work calendar does not reach that far.</summary>
    public DateTimeOffset? PreviewUntil { get; init; }

    public DateTimeOffset? IssuedAt { get; init; }

    public long? IssuedBy { get; init; }
}

/// <summary>A paper and what is printed on it.</summary>
public sealed record PaperWithFacts(Paper Paper, PaperFacts Facts);

/// <summary>All that is printed, and nothing that is not: kept sealed, as it was when it was drafted.</summary>
public sealed record PaperFacts
{
    public required PaperKind Kind { get; init; }

    /// <summary>Empty until it is issued.</summary>
    public string Number { get; init; } = "";

    public DateOnly IssuedOn { get; init; }

    /// <summary>The community that organised, with the places it belongs to.</summary>
    public required string Issuer { get; init; }

    public required string Name { get; init; }

    /// <summary>Of the national volunteer system, which replaces the ID number there.</summary>
    public string? VolunteerNumber { get; init; }

    /// <summary>Whom a letter is written to.</summary>
    public string? Unit { get; init; }

    public required IReadOnlyList<PaperLine> Lines { get; init; }

    [JsonIgnore]
    public long Minutes => Lines.Sum(line => line.Minutes);

    /// <summary>
    /// 16 hexadecimal characters over every printed fact: whoever changes the print has another one. The first half of
    /// SHA-256 over the facts in printed order, each ended by U+001F.
    /// </summary>
    public string Digest()
    {
        var text = new StringBuilder();
        void Add(string? fact) => text.Append(fact).Append('\u001F');
        Add(Kind.ToString());
        Add(Number);
        Add(Day(IssuedOn));
        Add(Issuer);
        Add(Name);
        Add(VolunteerNumber);
        Add(Unit);
        foreach (var line in Lines)
        {
            Add(Day(line.Day));
            Add(line.Task);
            Add(line.Community);
            Add(line.Minutes.ToString(CultureInfo.InvariantCulture));
        }

        var hash = Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(text.ToString())));
        return string.Join('-', Enumerable.Range(0, 4).Select(i => hash.Substring(i * 4, 4)));
    }

    /// <summary>Days on papers: <c>2026-11-28</c>, which nobody can read in two ways.</summary>
    public static string Day(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}

/// <param name="Community">Who organised it.</param>
/// <param name="Minutes">The unit of record; shown in half hours.</param>
/// <param name="Day">The day of the service.</param>
/// <param name="Task">What was done.</param>
public sealed record PaperLine(DateOnly Day, string Task, string Community, long Minutes);

[JsonSerializable(typeof(PaperFacts))]
internal sealed partial class PaperJson : JsonSerializerContext;
