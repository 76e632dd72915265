using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Agreements;

/// <summary>What every change of an agreement goes through: taken, seen, spoken for by one of its parties.</summary>
internal static class Acting
{
    /// <param name="act">Gets the agreement and the parties that the actor speaks for.</param>
    public static Outcome<AgreementView> On(Tx tx, long id, Func<Agreement, List<AgreementParty>, Refusal?> act) => tx.UseCase<AgreementView>(() =>
    {
        if (AgreementRows.Take(tx, id) is not { } agreement || AgreementRows.Parties(tx, id) is var parties && !AgreementRows.MaySee(tx, parties))
        {
            return RefusalCode.NotFound;
        }

        var own = parties.FindAll(party => AgreementRows.MaySpeakFor(tx, party));
        return own.Count == 0 ? RefusalCode.NotAllowed
            : act(agreement, own) is { } refusal ? refusal
            : AgreementViews.Show(tx, AgreementRows.Find(tx, id)!);
    });

    /// <summary>Tells all parties but those that the actor speaks for.</summary>
    public static void TellOthers(Tx tx, Agreement agreement, List<AgreementParty> own, string key, OutboxKind kind, params (string Name, object Value)[] args) =>
        Tell(tx, agreement, AgreementRows.Parties(tx, agreement.Id).Where(party => !own.Exists(each => each.Id == party.Id)), key, kind, args);

    public static void TellAll(Tx tx, Agreement agreement, string key, OutboxKind kind, params (string Name, object Value)[] args) =>
        Tell(tx, agreement, AgreementRows.Parties(tx, agreement.Id), key, kind, args);

    public static void Tell(Tx tx, Agreement agreement, IEnumerable<AgreementParty> parties, string key, OutboxKind kind, params (string Name, object Value)[] args)
    {
        var told = parties.ToLookup(party => party, party => AgreementRows.Speakers(tx, party));
        foreach (var silent in told.Where(each => each.Single().Count == 0))
        {
            Organisations.Vacancies.Tell(tx, silent.Key.OrgId);
        }

        foreach (var person in told.SelectMany(each => each.Single()).Distinct().Order())
        {
            tx.Send(
                person, kind, key, [("name", agreement.Name), ("title", agreement.Title), ("until", Texts.DayOfYear.Of(agreement.EndsAt)), .. args],
                new SendOptions { Choices = [new LabelledChoice("agreement.choice.open", $"agreement:{agreement.Id}")] });
        }
    }
}
