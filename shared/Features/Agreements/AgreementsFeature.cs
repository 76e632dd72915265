using ChatGov.Organisations;
using ChatGov.Retention;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.ToDo;

namespace ChatGov.Agreements;

/// <summary>共建协议: what units and communities promise each other for a term, and what came of it.</summary>
public static class AgreementsFeature
{
    private const string OfUnit = $"o.kind = '{nameof(OrgKind.Unit)}'";
    private const string OfCommunity = $"o.kind <> '{nameof(OrgKind.Unit)}'";

    public static readonly Feature Feature = new()
    {
        Name = "Agreements",
        Tables =
        [
            "agreement", "agreement_state", "agreement_party", "agreement_contact", "agreement_revision",
            "commitment", "commitment_state", "commitment_period", "delivery",
        ],
        Refusals = [.. AgreementRefusal.All],
        Machines = [AgreementMachine.Table, CommitmentMachine.Table],
        Timers =
        [
            new(AgreementMachine.AnswerDue, AgreementSigning.GiveUpWaiting),
            new(AgreementMachine.ReviewBegins, AgreementReviews.Start),
            new(AgreementMachine.GoesOn, AgreementReviews.GoOn),
            new(AgreementMachine.EndDue, AgreementReviews.End),
            new(AgreementMachine.NoticeOver, AgreementEnding.EndAfterNotice),
        ],
        ToDo =
        [
            new(ToDoKind.Agreement, Can.SpeakForUnit, AsksParty(OfUnit)),
            new(ToDoKind.Agreement, Can.SpeakForCommunity, AsksParty(OfCommunity)),
            new(ToDoKind.Delivery, Can.SpeakForUnit, ToConfirm(OfUnit)) { AskedBy = "s.giver", Quantity = "s.quantity", Measure = "s.measure" },
            new(ToDoKind.Delivery, Can.SpeakForCommunity, ToConfirm(OfCommunity)) { AskedBy = "s.giver", Quantity = "s.quantity", Measure = "s.measure" },
        ],
        MissesOffice = [$"SELECT p.org_id FROM agreement_party p JOIN agreement a ON a.id = p.agreement_id WHERE a.state IN ({AgreementMachine.Open})"],
        KeepsOpen = [$"SELECT p.org_id FROM agreement_party p JOIN agreement a ON a.id = p.agreement_id WHERE a.state IN ({AgreementMachine.Open})"],
        Follows = [Follower.On<OfficeChanged>((tx, office) => AgreementContacts.Renew(tx, office.OrgId))],
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = [new(TaskSource.Commitment, CommitmentDeliveries.TaskOver)],
        Holds =
        [
            PersonPlace.Shown(AgreementContacts.ToContact, "agreement_contact.person_id"),
            PersonPlace.OfOffice("agreement.drafted_by", "agreement_party.confirmed_by", "agreement_revision.made_by"),
            PersonPlace.NotShown("what they said for a party, or by a task's roster, which is theirs; that they held an office is shown", "delivery.said_by", "delivery.confirmed_by"),
        ],
        Leaves = Nothing.Because("whoever leaves an office is a contact no more, and whoever holds it is"),
        Forgets = [AgreementContacts.Forget],
        Keeps =
        [
            new("agreement.reason_cipher", "of the parties, 3 years after its end"),
            new("agreement_party.to_change_cipher", "of the parties, 3 years"),
            new("commitment.reason_cipher", "of the parties, 3 years after its end"),
            new("delivery.reason_cipher", "of the parties, 3 years"),
        ],
        Retention =
        [
            new("agreement", RetentionRule.Years(3), "ends_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL"),
            new("agreement_party", RetentionRule.Years(3), "reviewed_at < @before AND to_change_cipher IS NOT NULL", Set: "to_change_cipher = NULL"),
            new("commitment", RetentionRule.Years(3), "until_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL"),
            new("delivery", RetentionRule.Years(3), "said_at < @before AND reason_cipher IS NOT NULL", Set: "reason_cipher = NULL"),
        ],
        Merges = [AgreementMerging.GoOver],
    };

    // Both in this order on SQLite, which else begins with the organisations and comes by all that there ever was.

    /// <summary>A party has not said yes, or not looked back.</summary>
    private static string AsksParty(string which) =>
        $"""
        SELECT a.id, p.org_id, a.title, a.due_at,
               CASE WHEN a.state = {AgreementMachine.Proposed} THEN COALESCE((SELECT MAX(r.made_at) FROM agreement_revision r WHERE r.agreement_id = a.id), a.created_at)
                    ELSE a.due_at - {(long)AgreementReviews.Lasts.TotalMilliseconds} END AS since
        FROM agreement a CROSS JOIN agreement_party p CROSS JOIN org o
        WHERE p.agreement_id = a.id AND o.id = p.org_id AND {which} AND a.state IN ({AgreementMachine.Proposed}, {AgreementMachine.UnderReview})
          AND ((a.state = {AgreementMachine.Proposed} AND p.confirmed_at IS NULL) OR (a.state = {AgreementMachine.UnderReview} AND p.reviewed_at IS NULL))
        """;

    private static string ToConfirm(string which) =>
        $"""
        SELECT d.id, c.receiver_id AS org_id, c.what AS title, d.quantity, c.measure, g.name AS giver, d.said_at AS since, CAST(NULL AS BIGINT) AS due_at
        FROM delivery d CROSS JOIN commitment c CROSS JOIN org g CROSS JOIN org o
        WHERE c.id = d.commitment_id AND g.id = c.giver_id AND o.id = c.receiver_id AND {which} AND d.confirmed_at IS NULL AND d.refused_at IS NULL
        """;
}
