using System.Globalization;
using ChatGov.Data;
using ChatGov.Offers;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Needs;

/// <summary>What people ask of their community: they say it, say it once more, and take it back.</summary>
public static class NeedRequests
{
    public const int LongestWords = 500;

    /// <summary>As SQL: nothing is left of whoever asked.</summary>
    internal const string WithoutAsker = "asked_by = NULL, asked_words = NULL, reason_cipher = NULL";

    /// <summary>Says what is lacking, for oneself or, with their consent, for another.</summary>
    public static Outcome<Need> Ask(Tx tx, long communityId, ResourceKind kind, string words, NeedForm form, bool forAnother) => tx.UseCase<Need>(() =>
    {
        if (!OrgTree.IsCommunity(tx, communityId))
        {
            return RefusalCode.NotFound;
        }

        if (Said(words) is not { } said)
        {
            return TooLongOrNothing;
        }

        var id = tx.NextId("need");
        tx.Run(
            """
            INSERT INTO need (id, org_id, kind, form, asked_by, for_another, asked_words, state, created_at)
            VALUES (@id, @communityId, @kind, @form, @PersonId, @forAnother, @words, @state, @Now)
            """,
            new
            {
                id,
                communityId,
                kind = kind.ToString(),
                form = form.ToString(),
                PersonId = tx.Actor.RequiredPersonId,
                forAnother,
                words = NeedRows.SealedWords.Seal(tx.Vault, id, said),
                state = nameof(NeedState.Submitted),
                tx.Now,
            });
        NeedMachine.Table.Begin(tx, id);
        NeedNotices.ToSecretaries(tx, communityId, id, "need.notice.new");
        return NeedRows.Find(tx, id)!;
    });

    /// <summary>Says it once more after it came back.</summary>
    public static Outcome<Need> AskAgain(Tx tx, long id, string words) => NeedMachine.Table.Act(tx, id, NeedState.Submitted, need =>
    {
        if (Said(words) is not { } said)
        {
            return TooLongOrNothing;
        }

        tx.Run("UPDATE need SET asked_words = @words WHERE id = @id", new { id, words = NeedRows.SealedWords.Seal(tx.Vault, id, said) });
        NeedMachine.Table.Move(tx, need, NeedState.Submitted);
        NeedNotices.ToSecretaries(tx, need.OrgId, id, "need.notice.new");
        return null;
    });

    /// <summary>Whether the actor answers it, and so sees what came with it.</summary>
    internal static bool Answers(Tx tx, long id) => tx.First<long?>("SELECT org_id FROM need WHERE id = @id", new { id }) is { } org && Can.AnswerNeeds.Over(tx, org);

    /// <summary>催一下: the community learns that whoever asked is waiting, once a day for each need.</summary>
    public static Outcome<Need> Urge(Tx tx, long id) => tx.UseCase<Need>(() =>
    {
        if (NeedLists.FindAskedByMe(tx, id) is not { } need)
        {
            return RefusalCode.NotFound;
        }

        if (need.State == NeedState.Returned)
        {
            return RefusalCode.WrongState;
        }

        if (!Budgets.Spend(tx, string.Create(CultureInfo.InvariantCulture, $"urges need {id}"), Budgets.Day(tx.Now), 1))
        {
            return NeedRefusal.UrgedToday;
        }

        tx.Audit(NeedMachine.Table.Entity, id, "urge");
        NeedNotices.ToSecretaries(tx, need.OrgId, id, "need.notice.urged");
        return need;
    });

    /// <summary>Takes it back. What was promised for it is free again.</summary>
    public static Outcome<Need> Withdraw(Tx tx, long id) => NeedMachine.Table.Act(tx, id, NeedState.Withdrawn, need =>
    {
        new NeedWithdrawn(need).Tell(tx);
        NeedMachine.Table.Move(tx, need, NeedState.Withdrawn);
        if (need.State == NeedState.Accepted)
        {
            NeedNotices.ToSecretaries(tx, need.OrgId, id, "need.notice.withdrawn");
        }

        return null;
    });

    /// <summary>Whoever asked leaves: what nobody has taken up is taken back; of what is on the list the secretary learns that no word reaches them.</summary>
    internal static void LeaveUnanswered(Tx tx, long personId)
    {
        foreach (var need in NeedLists.AskedBy(tx, personId))
        {
            if (need.State == NeedState.Accepted)
            {
                NeedNotices.ToSecretaries(tx, need.OrgId, need.Id, "need.notice.asker_left");
            }
            else
            {
                Withdraw(tx, need.Id);
            }
        }
    }

    /// <summary>Whoever asked is gone: what is open is taken back, and no words of theirs stay.</summary>
    internal static void ForgetAsker(Tx tx, long personId)
    {
        foreach (var need in NeedLists.AskedBy(tx, personId))
        {
            Withdraw(tx, need.Id);
        }

        tx.Run($"UPDATE need SET {WithoutAsker} WHERE asked_by = @personId", new { personId });
    }

    /// <summary>我的数据: what they asked for, in their own words.</summary>
    internal static Phrase? ToAsker(Tx tx, long personId)
    {
        var rows = tx.All<AskedRow>(
            "SELECT n.id, o.name AS community, n.state, n.asked_words FROM need n JOIN org o ON o.id = n.org_id WHERE n.asked_by = @personId ORDER BY n.id", new { personId });
        return rows.Count == 0 ? null : new Phrase("my_data.needs", ("list", new Several(rows.Select(row => new Phrase(
            "my_data.need",
            ("id", row.Id), ("community", row.Community), ("state", new Named<NeedState>(row.State)), ("words", NeedRows.SealedWords.Open(tx.Vault, row.Id, row.AskedWords) ?? ""))))));
    }

    /// <summary>The actor asked for it, and it waits for an answer or came back.</summary>
    internal static bool IsOpenOf(Tx tx, long id) => tx.Exists(
        $"SELECT COUNT(*) FROM need WHERE id = @id AND asked_by = @PersonId AND state IN ({NeedMachine.BeingTalkedOver})", new { id, tx.Actor.PersonId });

    private static string? Said(string words) => Legible.Of(words).Trim() is var said && said.Letters() is > 0 and <= LongestWords ? said : null;

    private static Refusal TooLongOrNothing => new(RefusalCode.ReasonMissing, ("limit", LongestWords));

    private sealed record AskedRow
    {
        public long Id { get; init; }

        public string Community { get; init; } = "";

        public NeedState State { get; init; }

        public byte[]? AskedWords { get; init; }
    }
}
