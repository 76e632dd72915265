using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Agreements;

/// <summary>Who is told what of an agreement.</summary>
internal static class AgreementNotices
{
    /// <summary>All parties but those that the actor speaks for.</summary>
    public static void ToOthers(Tx tx, Agreement agreement, List<AgreementParty> own, string key, OutboxKind kind, params (string Name, object Value)[] args) =>
        Tell(tx, agreement, AgreementRows.Parties(tx, agreement.Id).Where(party => !own.Exists(each => each.Id == party.Id)), key, kind, args);

    public static void ToAll(Tx tx, Agreement agreement, string key, OutboxKind kind, params (string Name, object Value)[] args) =>
        Tell(tx, agreement, AgreementRows.Parties(tx, agreement.Id), key, kind, args);

    /// <summary>One side of a commitment.</summary>
    public static void ToSide(Tx tx, Commitment commitment, long orgId, string key, OutboxKind kind, LabelledChoice[] choices, params (string Name, object Value)[] args)
    {
        var (agreement, party) = (AgreementRows.Find(tx, commitment.AgreementId)!, AgreementRows.Parties(tx, commitment.AgreementId).Find(each => each.OrgId == orgId)!);
        foreach (var person in AgreementRows.Speakers(tx, party.OrgId, party.Kind))
        {
            tx.Send(person, kind, key, [("name", agreement.Name), .. args], new SendOptions { Choices = choices });
        }
    }

    private static void Tell(Tx tx, Agreement agreement, IEnumerable<AgreementParty> parties, string key, OutboxKind kind, (string Name, object Value)[] args)
    {
        var told = parties.ToLookup(party => party, party => AgreementRows.Speakers(tx, party.OrgId, party.Kind));
        foreach (var silent in told.Where(each => each.Single().Count == 0))
        {
            Vacancies.Tell(tx, silent.Key.OrgId);
        }

        foreach (var person in told.SelectMany(each => each.Single()).Distinct().Order())
        {
            tx.Send(
                person, kind, key, [("name", agreement.Name), ("title", agreement.Title), ("until", Texts.DayOfYear.Of(agreement.EndsAt)), .. args],
                new SendOptions { Choices = [new LabelledChoice("agreement.choice.open", AgreementActions.Agreement.On(agreement.Id))] });
        }
    }
}
