using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Matches;

/// <summary>Who is told what of a match.</summary>
internal static class MatchNotices
{
    public static void ToOther(Tx tx, ListMatch match, MatchSide from, string key, OutboxKind kind = OutboxKind.News) =>
        ToSide(tx, match, from == MatchSide.Unit ? MatchSide.Community : MatchSide.Unit, key, kind);

    public static void ToSide(Tx tx, ListMatch match, MatchSide side, string key, OutboxKind kind)
    {
        var people = side == MatchSide.Community ? Staff.SecretariesOf(tx, match.OrgId) : Staff.LiaisonsOf(tx, match.UnitId);
        if (people.Count == 0)
        {
            Vacancies.Tell(tx, side == MatchSide.Community ? match.OrgId : match.UnitId);
        }

        foreach (var person in people)
        {
            tx.Send(
                person,
                kind,
                key,
                [("unit", match.UnitName), ("community", match.OrgName), ("offer", match.OfferTitle), ("need", match.NeedTitle), ("quantity", match.Quantity), ("measure", match.Measure), ("reason", match.Reason ?? "")],
                new SendOptions { Choices = [new LabelledChoice("match.choice.open", MatchActions.Match.On(match.Id))] });
        }
    }
}
