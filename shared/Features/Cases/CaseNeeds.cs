using ChatGov.Data;
using ChatGov.Needs;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>A matter and the list of needs: what a matter takes goes on the list, and what was asked as a need and is a problem becomes a matter.</summary>
public static class CaseNeeds
{
    /// <summary>On the list of what the place needs; once all of it was received, whoever reported the matter is asked whether that solved it.</summary>
    public static Outcome<Need> Publish(Tx tx, long id, NeedDetails details) => CaseHelp.Ask(
        tx, id, "publish_need", org => NeedDecisions.Publish(tx, org, details),
        need => tx.Run("INSERT INTO case_need (need_id, case_id) VALUES (@needId, @id)", new { needId = need.Id, id }));

    /// <summary>A need that turned out to be a problem: it goes on as a matter of whoever asked, who learns its number.</summary>
    public static Outcome<Case> FromNeed(Tx tx, long needId) => tx.UseCase<Case>(() => NeedDecisions.BecomeMatter(tx, needId).Then(asked => FromNeed(tx, needId, asked)));

    private static Outcome<Case> FromNeed(Tx tx, long needId, AskedNeed asked)
    {
        if (asked.AskedBy is not { } asker)
        {
            return RefusalCode.WrongState;
        }

        var report = Report(asked);
        if (CaseTalk.Refuse(report.Words) is { } refusal)
        {
            return refusal;
        }

        var row = CaseSpeakingUp.FromNeed(tx, asked.OrgId, report, asker, needId);
        Album.Hand(tx, new PhotoOf(PhotoSubject.Need, needId), new PhotoOf(PhotoSubject.Case, row.Id));
        tx.Send(
            asker, OutboxKind.News, "case.notice.was_need", [("need", needId), ("id", row.Id), ("kind", new Named<CaseKind>(row.Kind))],
            new SendOptions { Choices = [new LabelledChoice("case.choice.mine", CaseActions.OpenMine.On(row.Id))] });
        return row;
    }

    /// <summary>What a matter took came, or it will not.</summary>
    internal static void Settle(Tx tx, NeedEnded ended)
    {
        if (tx.First<long?>("SELECT case_id FROM case_need WHERE need_id = @NeedId", new { ended.NeedId }) is not { } id
            || CaseMachine.Table.Take(tx, id) is not { } row || !CaseMachine.IsOpen(row.State))
        {
            return;
        }

        CaseHelp.Settle(tx, row, ended.IsMet, "case.notice.need_failed");
    }

    private static CaseReport Report(AskedNeed asked) => new()
    {
        Words = asked.Words,
        Kind = CaseKindWords.Of(asked.Words) ?? CaseKind.Help,
        Contact = CaseTalk.PhoneIn(asked.Words) ?? "",
        ForAnother = asked.ForAnother,
    };
}
