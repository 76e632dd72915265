using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Care;

/// <summary>
/// A plan from its draft to its end. Nothing begins without consent, and with the end, whatever its reason, all that names
/// the person is gone in the same transaction.
/// </summary>
public static class CarePlanning
{
    [Limit("consentMonths")]
    private const int LongestConsentMonths = 12;

    public const int LongestText = 200;

    public static Outcome<CarePlan> Draft(Tx tx, long orgId, CareDetails details) => tx.UseCase<CarePlan>(() =>
    {
        if (!OrgTree.IsCommunity(tx, orgId))
        {
            return RefusalCode.NotFound;
        }

        if (Can.RunCare.Against(tx, orgId) is { } no)
        {
            return no;
        }

        if (Refuse(details) is { } refusal)
        {
            return refusal;
        }

        var id = tx.NextId("care_plan");
        tx.Run(
            """
            INSERT INTO care_plan (id, org_id, tier, way, is_minor, name_cipher, door_cipher, phone_cipher, handover_cipher, state, made_by, created_at)
            VALUES (@id, @orgId, @tier, @way, @IsMinor, @name, @door, @phone, @handover, @state, @PersonId, @Now)
            """,
            Values(tx, id, details, new { id, orgId, state = nameof(CarePlanState.Draft), PersonId = tx.Actor.RequiredPersonId, tx.Now }));
        return CarePlanMachine.Table.Begin(tx, id);
    });

    /// <summary>Says it anew; a tier that changed counts from the next visit on.</summary>
    public static Outcome<CarePlan> Amend(Tx tx, long id, CareDetails details) => CarePlanMachine.Table.Change(tx, id, Who.Secretary, plan =>
    {
        if (plan.State == CarePlanState.Ended || details.IsMinor != plan.IsMinor)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (Refuse(details) is { } refusal)
        {
            return refusal;
        }

        tx.Run(
            """
            UPDATE care_plan SET tier = @tier, way = @way, name_cipher = @name, door_cipher = @door, phone_cipher = @phone, handover_cipher = @handover,
                row_version = row_version + 1 WHERE id = @id
            """,
            Values(tx, id, details, new { id }));
        tx.Audit("care_plan", id, "amend");
        return null;
    });

    public static Outcome<CarePlan> AskForConsent(Tx tx, long id) => CarePlanMachine.Table.Change(tx, id, Who.Secretary, plan =>
    {
        if (plan.State == CarePlanState.Draft)
        {
            CarePlanMachine.Table.Move(tx, plan, CarePlanState.AwaitingConsent);
            return null;
        }

        return plan.State == CarePlanState.AwaitingConsent ? null : new Refusal(RefusalCode.WrongState);
    });

    /// <summary>Writes a consent down. The first makes the plan active; a later one carries it on.</summary>
    public static Outcome<CarePlan> RecordConsent(Tx tx, long id, CareConsentGiven consent) => CarePlanMachine.Table.Change(tx, id, Who.Secretary, plan =>
    {
        if (plan.State is CarePlanState.Draft or CarePlanState.Ended)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        if (plan.IsMinor && consent.By != CareGiver.Guardian)
        {
            return new Refusal(CareRefusal.GuardianMustConsent);
        }

        if (consent.Scope.Trim().Letters() is 0 or > LongestText || consent.UntilAt <= tx.Now || consent.UntilAt > tx.Now.AddMonths(LongestConsentMonths))
        {
            return new Refusal(CareRefusal.ConsentUnclear);
        }

        if (WordsForOthers.Refuse(consent.Scope) is { } refusal)
        {
            return refusal;
        }

        var consentId = tx.NextId("care_consent");
        tx.Run(
            """
            INSERT INTO care_consent (id, plan_id, given_by, form, scope_cipher, given_at, until_at, recorded_by)
            VALUES (@consentId, @id, @by, @form, @scope, @Now, @UntilAt, @PersonId)
            """,
            new
            {
                consentId, id, by = consent.By.ToString(), form = consent.Form.ToString(), scope = CareSeals.ConsentScope.SealWords(tx.Vault, consentId, consent.Scope),
                tx.Now, consent.UntilAt, PersonId = tx.Actor.RequiredPersonId,
            });
        tx.Audit("care_consent", consentId, "record");
        tx.Run("UPDATE care_plan SET consent_until = @UntilAt, row_version = row_version + 1 WHERE id = @id", new { id, consent.UntilAt });
        if (plan.State == CarePlanState.AwaitingConsent)
        {
            CareSchedule.Count(tx, id, tx.Now);
            CarePlanMachine.Table.Move(tx, plan, CarePlanState.Active);
        }
        else
        {
            CarePlanMachine.Table.Rearm(tx, id, CarePlanMachine.ConsentSoon, CarePlanMachine.ConsentOver);
        }

        return null;
    });

    /// <summary>The person, or the guardian, takes the consent back: it ends now.</summary>
    public static Outcome<CarePlan> WithdrawConsent(Tx tx, long id) => CarePlanMachine.Table.Change(tx, id, Who.Secretary, plan =>
    {
        if (plan.State == CarePlanState.Ended)
        {
            return null;
        }

        tx.Run("UPDATE care_consent SET withdrawn_at = @Now WHERE plan_id = @id AND withdrawn_at IS NULL", new { id, tx.Now });
        End(tx, plan, CareReasons.Because(CareClosing.ConsentWithdrawn));
        return null;
    });

    public static Outcome<CarePlan> End(Tx tx, long id, string reason) => CarePlanMachine.Table.Change(tx, id, Who.Secretary, plan =>
    {
        if (WordsForOthers.RefuseReason(reason, LongestText) is { } refusal)
        {
            return refusal;
        }

        if (plan.State != CarePlanState.Ended)
        {
            End(tx, plan, Why.Said(reason));
        }

        return null;
    });

    public static Outcome<CarePlan> Pause(Tx tx, long id, string reason) => CarePlanMachine.Table.Change(tx, id, Who.Secretary, plan =>
    {
        if (WordsForOthers.RefuseReason(reason, LongestText) is { } refusal)
        {
            return refusal;
        }

        if (plan.State == CarePlanState.Paused)
        {
            return null;
        }

        if (plan.State != CarePlanState.Active)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        CareSchedule.CloseOpen(tx, plan, reason.Trim());
        CarePlanMachine.Table.Move(tx, plan, CarePlanState.Paused, Why.Said(reason));
        return null;
    });

    public static Outcome<CarePlan> Resume(Tx tx, long id) => CarePlanMachine.Table.Change(tx, id, Who.Secretary, plan =>
    {
        if (plan.State == CarePlanState.Active)
        {
            return null;
        }

        if (plan.State != CarePlanState.Paused)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        CareSchedule.Count(tx, id, tx.Now);
        CarePlanMachine.Table.Move(tx, plan, CarePlanState.Active);
        return null;
    });

    internal static void ConsentEndsSoon(Tx tx, long id)
    {
        if (CareRows.Find(tx, id) is { State: CarePlanState.Active or CarePlanState.Paused, ConsentUntil: { } until } plan)
        {
            CareNotices.ToSecretaries(tx, plan, "care.notice.consent_soon", args: ("day", Texts.DayOfYear.Of(until)));
        }
    }

    internal static void ConsentEnds(Tx tx, long id)
    {
        if (CarePlanMachine.Table.Take(tx, id) is { State: CarePlanState.Active or CarePlanState.Paused } plan && plan.ConsentUntil <= tx.Now)
        {
            End(tx, plan, CareReasons.Because(CareClosing.ConsentLapsed));
            CareNotices.ToSecretaries(tx, plan, "care.notice.consent_over", OutboxKind.News);
        }
    }

    /// <summary>Somebody of a pair is gone: the secretary finds another.</summary>
    internal static void ForgetVisitor(Tx tx, long personId)
    {
        foreach (var orgId in tx.All<long>(
            $"""
            SELECT org_id FROM care_plan WHERE first_id = @personId OR second_id = @personId
            UNION SELECT p.org_id FROM care_visit v JOIN care_plan p ON p.id = v.plan_id
            WHERE v.state IN ({CareVisitMachine.Open}) AND (v.first_id = @personId OR v.second_id = @personId)
            ORDER BY org_id
            """,
            new { personId }))
        {
            CareHandover.FromCommunity(tx, personId, orgId, comesBack: false);
        }

        tx.Run("UPDATE care_plan SET first_id = NULL WHERE first_id = @personId", new { personId });
        tx.Run("UPDATE care_plan SET second_id = NULL WHERE second_id = @personId", new { personId });

        // Time that nobody is left to have it waits for no yes.
        tx.Run(
            """
            UPDATE care_visit SET minutes = NULL, row_version = row_version + 1
            WHERE minutes IS NOT NULL AND time_task_id IS NULL AND (first_id = @personId OR second_id = @personId)
              AND NOT EXISTS (SELECT 1 FROM person o WHERE o.id <> @personId AND o.erased_at IS NULL AND (o.id = care_visit.first_id OR o.id = care_visit.second_id))
            """,
            new { personId });
        tx.Run("UPDATE care_visit SET note_cipher = NULL WHERE done_by = @personId", new { personId });
    }

    private static void End(Tx tx, CarePlan plan, Why why)
    {
        CareSchedule.CloseOpen(tx, plan, why.Words!);
        CarePlanMachine.Table.Move(tx, plan, CarePlanState.Ended, why);
        tx.Run(
            """
            UPDATE care_plan SET name_cipher = NULL, door_cipher = NULL, phone_cipher = NULL, handover_cipher = NULL,
                next_due_at = NULL, ended_at = @Now
            WHERE id = @Id
            """,
            new { plan.Id, tx.Now });
        tx.Run("UPDATE care_visit SET note_cipher = NULL WHERE plan_id = @Id", new { plan.Id });
        Codes.End(tx, "plan_id = @Id", new { plan.Id }, "end_with_plan");
        CareNotices.ToPair(tx, plan, "care.notice.ended");
    }

    private static Refusal? Refuse(CareDetails details) =>
        details.Name.Trim().Letters() is 0 or > CareDetails.LongestName || details.Door.Trim().Letters() is 0 or > CareDetails.LongestDoor
            || details.Handover.Letters() > LongestText || (details.Way == CareWay.Call && Phone.Normalise(details.Phone).Length is < 7 or > 12)
            ? new Refusal(CareRefusal.CareUnclear)
            : WordsForOthers.Refuse(details.Handover, details.Door);

    private static Dapper.DynamicParameters Values(Tx tx, long id, CareDetails details, object more)
    {
        var args = new Dapper.DynamicParameters(more);
        args.AddDynamicParams(new
        {
            tier = details.Tier.ToString(),
            way = details.Way.ToString(),
            details.IsMinor,
            name = CareSeals.Name.SealWords(tx.Vault, id, details.Name),
            door = CareSeals.Door.SealWords(tx.Vault, id, details.Door),
            phone = CareSeals.Phone.SealWords(tx.Vault, id, Phone.Normalise(details.Phone)),
            handover = CareSeals.Handover.SealWords(tx.Vault, id, details.Handover),
        });
        return args;
    }
}
