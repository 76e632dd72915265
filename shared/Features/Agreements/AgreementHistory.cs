using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Data;

namespace ChatGov.Agreements;

/// <summary>What was put before the parties, as it was then: shown as the history of the agreement.</summary>
public sealed record AgreementFacts(
    string Title, string Goal, string Rhythm, string ExitClause, DateTimeOffset StartsAt, DateTimeOffset EndsAt,
    IReadOnlyList<string> Parties, IReadOnlyList<CommitmentFacts> Commitments)
{
    internal static AgreementFacts Of(AgreementView view) => new(
        view.Agreement.Title, view.Agreement.Goal, view.Agreement.Rhythm, view.Agreement.ExitClause, view.Agreement.StartsAt, view.Agreement.EndsAt,
        [.. view.Parties.Select(party => party.OrgName)],
        [.. view.Commitments.Select(each => each.Commitment).Select(each => new CommitmentFacts(
            each.GiverName, each.ReceiverName, each.What, each.Times, each.Quantity, each.Measure, each.Per, each.UntilAt))]);
}

public sealed record CommitmentFacts(
    string Giver, string Receiver, string What, string Times, long Quantity, string Measure, CommitmentPeriod Per, DateTimeOffset UntilAt);

/// <summary>A version that was put before the parties.</summary>
/// <param name="Number">Which version, from 1.</param>
/// <param name="MadeAt">When it was put before the parties.</param>
/// <param name="Facts">What it said.</param>
public sealed record AgreementRevision(long Number, DateTimeOffset MadeAt, AgreementFacts Facts);

[JsonSerializable(typeof(AgreementFacts))]
[JsonSourceGenerationOptions(PropertyNamingPolicy = JsonKnownNamingPolicy.CamelCase, UseStringEnumConverter = true)]
internal sealed partial class AgreementJson : JsonSerializerContext;

public static class AgreementHistory
{
    public static Outcome<List<AgreementRevision>> Of(Tx tx, long id) => AgreementLists.Find(tx, id).Then(
        _ => tx.All<Row>("SELECT number, facts, made_at FROM agreement_revision WHERE agreement_id = @id ORDER BY number", new { id }).ConvertAll(row =>
            new AgreementRevision(row.Number, row.MadeAt, JsonSerializer.Deserialize(row.Facts, AgreementJson.Default.AgreementFacts)!)));

    /// <summary>Keeps what it says now.</summary>
    internal static void Keep(Tx tx, long id)
    {
        var facts = JsonSerializer.Serialize(AgreementFacts.Of(AgreementLists.Show(tx, AgreementRows.Find(tx, id)!)), AgreementJson.Default.AgreementFacts);
        tx.Insert(
            """
            INSERT INTO agreement_revision (agreement_id, number, facts, made_by, made_at)
            VALUES (@id, (SELECT COUNT(*) + 1 FROM agreement_revision WHERE agreement_id = @id), @facts, @PersonId, @Now) RETURNING id
            """,
            new { id, facts, tx.Actor.PersonId, tx.Now });
    }

    private sealed record Row
    {
        public long Number { get; init; }

        public string Facts { get; init; } = "";

        public DateTimeOffset MadeAt { get; init; }
    }
}
