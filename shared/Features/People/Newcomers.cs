using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.People;

/// <summary>
/// People of whom there is nothing yet but that they agreed to the notice, perhaps with what they chose for themselves: they
/// can turn out to be somebody who is known on another messenger.
/// </summary>
public static class Newcomers
{
    /// <summary>Where a row stands that makes somebody more than that. A test holds this and <see cref="Carried"/> against the schema.</summary>
    public static readonly IReadOnlyList<string> Ties =
    [
        "staff_role.person_id", "role_tag.person_id", "roster.person_id", "registration.person_id", "access_code.issued_by", "access_code.used_by", "task.organiser_id",
        "claim.person_id", "claim.confirmed_by", "service_record.person_id", "service_record.confirmed_by", "qualification.person_id",
        "qualification.checked_by", "step_in_request.person_id", "objection.first_by",
        "objection.decided_by", "paper.person_id", "paper.issued_by", "task.lead_id", "task.lead_asked_id", "api_token.person_id",
        "staff_role.appointed_by", "departure.decided_by", "roster_import.created_by", "offer.created_by", "need.asked_by", "need.accepted_by", "agreement.drafted_by",
        "agreement_party.confirmed_by", "agreement_contact.person_id", "delivery.said_by", "delivery.confirmed_by", "agreement_revision.made_by",
        "meeting.called_by", "agenda_item.decided_by", "care_plan.first_id", "care_plan.second_id", "care_plan.made_by", "care_consent.recorded_by",
        "care_visit.first_id", "care_visit.second_id", "care_visit.done_by", "care_reading.person_id",
        "ledger_case.reporter_id", "ledger_case.entered_by", "ledger_case.lead_id", "ledger_case.handler_id", "ledger_case.resolved_by", "thank_you_call.caller_id", "case_call.caller_id",
    ];

    /// <summary>What goes along, or ends with the first contact.</summary>
    public static readonly IReadOnlyList<string> Carried =
        ["person_skill.person_id", "person_free_time.person_id", "news_off.person_id", "chat_identity.person_id", "consent.person_id", "help_request.person_id", "photo.person_id"];

    public static bool IsOne(Tx tx, long personId) =>
        !tx.Exists("SELECT COUNT(*) FROM person WHERE id = @personId AND (name <> '' OR phone_hash IS NOT NULL)", new { personId })
        && !HasAny(tx, Ties, personId);

    /// <summary>The desk named them for an office, whose tokens may have worked since, and they never were here themselves.</summary>
    public static bool IsKnownByNameAlone(Tx tx, long personId) =>
        !HasAny(tx, ["roster.person_id", "registration.person_id", "claim.person_id", .. Carried], personId);

    private static bool HasAny(Tx tx, IEnumerable<string> ties, long personId) => ties.Select(tie => tie.Split('.')).Any(
        tie => tx.Exists($"SELECT COUNT(*) FROM {tie[0]} WHERE {tie[1]} = @personId", new { personId }));

    /// <summary>The newcomer was this person all along. What the person chose before counts; what they did not choose is taken from the newcomer.</summary>
    internal static void Join(Tx tx, long newcomer, long person)
    {
        var both = new { newcomer, person, tx.Now };
        tx.Run("UPDATE chat_identity SET is_current = FALSE WHERE person_id = @person", both);
        tx.Run("UPDATE chat_identity SET person_id = @person WHERE person_id = @newcomer", both);
        tx.Run("UPDATE help_request SET person_id = @person WHERE person_id = @newcomer", both);
        tx.Run("UPDATE photo SET person_id = @person WHERE person_id = @newcomer", both);
        tx.Run("UPDATE outbox SET person_id = @person WHERE person_id = @newcomer AND state = 'Waiting'", both);
        tx.Run("UPDATE person SET kind = (SELECT n.kind FROM person n WHERE n.id = @newcomer) WHERE id = @person AND kind IS NULL", both);
        Copy(tx, "person_skill", "skill", both);
        Copy(tx, "person_free_time", "weekday, day_part", both);
        tx.Run(
            """
            INSERT INTO news_off (person_id, kind) SELECT @person, kind FROM news_off WHERE person_id = @newcomer
            ON CONFLICT DO NOTHING
            """,
            both);
        tx.Run("UPDATE consent SET withdrawn_at = @Now WHERE person_id = @newcomer AND withdrawn_at IS NULL", both);
        RoleTags.Forget(tx, newcomer);
        Erasing.Forget(tx, newcomer);
        tx.Audit("person", person, "link_chat");
    }

    private static void Copy(Tx tx, string table, string columns, object both) => tx.Run(
        $"""
        INSERT INTO {table} (person_id, {columns}) SELECT @person, {columns} FROM {table} WHERE person_id = @newcomer
          AND NOT EXISTS (SELECT 1 FROM {table} own WHERE own.person_id = @person)
        """,
        both);
}
