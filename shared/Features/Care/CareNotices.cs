using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Care;

/// <summary>Who is told what of care: a number and a community, nothing else.</summary>
internal static class CareNotices
{
    /// <summary>Where the community has nobody in office, those who appoint learn that something of its care waits, and not what.</summary>
    public static void ToSecretaries(Tx tx, CarePlan plan, string key, OutboxKind kind = OutboxKind.Choice, bool urgent = false, params (string Name, object Value)[] args)
    {
        var secretaries = Staff.SecretariesOf(tx, plan.OrgId);
        Tell(tx, secretaries, plan, key, kind, urgent, args);
        if (secretaries.Count == 0)
        {
            Vacancies.Tell(tx, plan.OrgId);
        }
    }

    /// <summary>The same, with something to do about it at once.</summary>
    public static void AskSecretaries(Tx tx, CarePlan plan, string key, IReadOnlyList<(string Name, object Value)> args, params LabelledChoice[] first) =>
        Tell(tx, Staff.SecretariesOf(tx, plan.OrgId), plan, key, OutboxKind.Choice, urgent: false, args, first);

    public static void ToPair(Tx tx, CarePlan plan, string key) => Tell(tx, CarePairs.Of(plan), plan, key, OutboxKind.News, urgent: false, []);

    /// <summary>Asks whether they go.</summary>
    public static void AskToGo(Tx tx, CarePlan plan, long visitId, string key, IEnumerable<long> people, string? onceAs = null)
    {
        foreach (var person in people)
        {
            tx.Send(person, OutboxKind.Choice, key, [("id", plan.Id), ("community", plan.OrgName)], new SendOptions
            {
                DedupeKey = onceAs is null ? null : string.Create(CultureInfo.InvariantCulture, $"{onceAs}:{person}"),
                Choices = [new LabelledChoice("care.choice.go", CareActions.TakeVisit.On(visitId)), new LabelledChoice("care.choice.not_now", CareActions.DeclineVisit.On(visitId))],
            });
        }
    }

    private static void Tell(
        Tx tx, IEnumerable<long> people, CarePlan plan, string key, OutboxKind kind, bool urgent, IReadOnlyList<(string Name, object Value)> args, params LabelledChoice[] first)
    {
        foreach (var person in people)
        {
            tx.Send(
                person, kind, key, [("id", plan.Id), ("community", plan.OrgName), .. args],
                new SendOptions { Urgent = urgent, Choices = [.. first, new LabelledChoice("care.choice.open", CareActions.CarePlan.On(plan.Id))] });
        }
    }
}
