using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Needs;

/// <summary>
/// 需求清单, as the community keeps it: the secretary answers within a working day and writes the public text. What the person said
/// stays sealed and is read by the community's secretary only.
/// </summary>
public static class NeedDecisions
{
    /// <summary>Puts a need on the list that nobody in particular asked for: the community's own.</summary>
    public static Outcome<Need> Publish(Tx tx, long communityId, NeedDetails details) => tx.UseCase<Need>(() =>
    {
        if (!OrgTree.IsCommunity(tx, communityId))
        {
            return RefusalCode.NotFound;
        }

        if (Can.AnswerNeeds.Against(tx, communityId) is { } no)
        {
            return no;
        }

        if (NeedRows.Refuse(tx, details, asker: "") is { } refusal)
        {
            return refusal;
        }

        var id = tx.Insert(
            "INSERT INTO need (org_id, kind, state, created_at) VALUES (@communityId, @kind, @state, @Now) RETURNING id",
            new { communityId, kind = details.Kind.ToString(), state = nameof(NeedState.Accepted), tx.Now });
        NeedRows.Write(tx, id, details);
        return NeedMachine.Table.Begin(tx, id);
    });

    /// <summary>Accepts with the public text that the list shows.</summary>
    public static Outcome<Need> Accept(Tx tx, long id, NeedDetails details) => NeedMachine.Table.Act(tx, id, NeedState.Accepted, need =>
    {
        if (NeedRows.Refuse(tx, details, NeedRows.AskerName(tx, id)) is { } refusal)
        {
            return refusal;
        }

        NeedRows.Write(tx, id, details);
        NeedMachine.Table.Move(tx, need, NeedState.Accepted);
        NeedNotices.ToAsker(tx, id, "need.notice.accepted", ("title", details.Title.Trim()));
        return null;
    });

    /// <summary>Sends it back with a question or a reason.</summary>
    public static Outcome<Need> Return(Tx tx, long id, string reason) => WithReason(tx, id, NeedState.Returned, reason, WordsForOthers.RefuseReason(reason), "need.notice.returned");

    /// <summary>It belongs elsewhere: the right door is named, with whom to call there.</summary>
    public static Outcome<Need> Refer(Tx tx, long id, string door) => WithReason(tx, id, NeedState.Referred, door, WordsForOthers.RefuseReasonWithPhone(door), "need.notice.referred");

    /// <summary>It turned out to be a problem, which goes on as a matter, in the words in which it was asked.</summary>
    internal static Outcome<AskedNeed> BecomeMatter(Tx tx, long id) => ReadWords(tx, id).Then(words => NeedMachine.Table.Act(tx, id, NeedState.Referred, need =>
    {
        if (need.State != NeedState.Submitted)
        {
            return new Refusal(RefusalCode.WrongState);
        }

        NeedMachine.Table.Move(tx, need, NeedState.Referred, Why.Because("became_case"));
        return null;
    }, isDone: _ => false).Then(need => NeedRows.Asked(tx, need.Id, words)));

    /// <summary>Lets an accepted need go that cannot be met.</summary>
    public static Outcome<Need> LetGo(Tx tx, long id, string reason) => WithReason(tx, id, NeedState.Expired, reason, WordsForOthers.RefuseReason(reason), "need.notice.let_go");

    /// <summary>What the person said, for the secretary who has to answer; every reading leaves a mark.</summary>
    public static Outcome<string> ReadWords(Tx tx, long id) => tx.UseCase<string>(() =>
    {
        if (NeedRows.Find(tx, id) is not { } need || !Can.AnswerNeeds.Over(tx, need.OrgId))
        {
            return RefusalCode.NotFound;
        }

        tx.Audit("need", id, "read_words");
        return NeedRows.SealedWords.Open(tx.Vault, id, tx.First<byte[]>("SELECT asked_words FROM need WHERE id = @id", new { id })) ?? "";
    });

    internal static void RemindSecretaries(Tx tx, long id)
    {
        if (NeedRows.Find(tx, id) is { State: NeedState.Submitted } need)
        {
            NeedNotices.ToSecretaries(tx, need.OrgId, id, "need.notice.due");
        }
    }

    internal static void Expire(Tx tx, long id)
    {
        if (NeedMachine.Table.Take(tx, id) is { State: NeedState.Accepted, Held: 0 } need && need.UntilAt <= tx.Now)
        {
            NeedMachine.Table.MoveAsSystem(tx, need, NeedState.Expired, Why.Because("day_passed"));
            NeedNotices.ToAsker(tx, id, "need.notice.expired", ("title", need.Title));
        }
    }

    /// <summary>All of it was received.</summary>
    internal static void MeetIfAll(Tx tx, long id)
    {
        if (NeedRows.Find(tx, id) is { State: NeedState.Accepted } need && need.Received == need.Quantity)
        {
            NeedMachine.Table.MoveAsSystem(tx, need, NeedState.Met);
            NeedNotices.ToAsker(tx, id, "need.notice.met", ("title", need.Title));
        }
    }

    private static Outcome<Need> WithReason(Tx tx, long id, NeedState to, string reason, Refusal? faulty, string notice) => NeedMachine.Table.Act(tx, id, to, need =>
    {
        if (faulty is not null)
        {
            return faulty;
        }

        if (need.Held > 0)
        {
            return new Refusal(OfferRefusal.StockPromised, ("promised", need.Held));
        }

        NeedMachine.Table.Move(tx, need, to, Why.Said(reason));
        NeedNotices.ToAsker(tx, id, notice, ("title", need.Title), ("reason", reason.Trim()));
        return null;
    });
}
