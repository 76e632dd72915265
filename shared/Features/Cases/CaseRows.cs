using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>The SQL of matters.</summary>
internal static class CaseRows
{
    public const string Line =
        """
        c.id, c.org_id, o.name AS org_name, c.above_org_id, a.name AS above_org_name, c.kind, c.source, c.state, c.urgent, c.due_at, c.work_from_at,
        c.work_due_at, h.name AS handler_org_name, c.reopenings, c.created_at, c.accepted_at, c.ended_at, c.closing, c.rating, c.merged_into, c.old_number,
        c.row_version AS version
        """;

    public const string From =
        """
        FROM ledger_case c JOIN org o ON o.id = c.org_id LEFT JOIN org a ON a.id = c.above_org_id LEFT JOIN org h ON h.id = c.handler_org_id
        """;

    public const string Select =
        $"""
        SELECT {Line}, c.spot_cipher, c.reason_cipher, c.result_cipher, c.reach, c.for_another, c.extended, c.sent_back, c.contacted_at, c.review_at,
               c.reporter_id, c.handler_id, c.handler_org_id, c.stopped_at, c.asks, c.need_id, c.resolved_by, c.solved,
               k.state AS kept_state, k.ended_at AS kept_ended_at
        {From} LEFT JOIN ledger_case k ON k.id = c.merged_into
        """;

    /// <summary>As SQL: it is the actor's to read and to decide, for the community or as the office that it was passed up to.</summary>
    public static readonly string IsLedByActor = $"({Can.AnswerCases.On("c.org_id")} OR {Can.OverseeCases.On("c.above_org_id")})";

    /// <summary>As SQL: the actor did not do the work.</summary>
    public const string IsNotOfActor = "COALESCE(c.handler_id, 0) <> @acting_person AND COALESCE(c.resolved_by, 0) <> @acting_person";

    /// <summary>As SQL: somebody is to call about it, or look.</summary>
    public static readonly string WaitsForCall = $"c.state = {CaseMachine.ToCallBack} AND c.reach <> 'Chat'";

    /// <summary>As SQL: it goes on with another about which that is so, and whoever reported it is reached by phone.</summary>
    public static readonly string MergedWaitsForCall =
        $"""
        c.state = {CaseMachine.MergedInSql} AND c.reach = 'Phone' AND c.solved IS NULL
        AND EXISTS (SELECT 1 FROM ledger_case g WHERE g.id = c.merged_into AND g.state = {CaseMachine.ToCallBack})
        """;

    /// <summary>As SQL: the actor works on it.</summary>
    public static readonly string IsWorkedOnByActor = $"(c.handler_id = @acting_person OR {Can.SpeakForUnit.On("c.handler_org_id")})";

    public static Case? Find(Tx tx, long id) => tx.First<Case>(Select + " WHERE c.id = @id", new { id }) is { } row ? row with { Light = LightOf(tx, row) } : null;

    public static Light LightOf(Tx tx, CaseLine row) =>
        CaseMachine.IsOpen(row.State) && row.State is not (CaseState.WaitingReporter or CaseState.Parked or CaseState.CallbackPending)
            ? Lights.Of(tx.Now, row.WorkFromAt, row.WorkDueAt)
            : Light.Green;

    /// <summary>Every move is a line of the books, and what it says of where the matter stands is on its row.</summary>
    public static void Note(Tx tx, long id, CaseState state)
    {
        tx.Insert("INSERT INTO case_step (case_id, at, state) VALUES (@id, @Now, @state) RETURNING id", new { id, tx.Now, state = state.ToString() });
        tx.Run(
            $"UPDATE ledger_case SET moved_at = @Now, ended_at = CASE WHEN state IN ({CaseMachine.Over}) THEN @Now END WHERE id = @id",
            new { id, tx.Now });
    }

    /// <summary>It came here as it had ended then, in the ledger that was kept before.</summary>
    public static void EndedThen(Tx tx, long id, DateTimeOffset ended)
    {
        tx.Run("UPDATE case_step SET at = @ended WHERE case_id = @id", new { id, ended });
        tx.Run("UPDATE ledger_case SET moved_at = @ended, ended_at = @ended WHERE id = @id", new { id, ended });
    }

    /// <summary>Its time to be done begins.</summary>
    public static void SetClock(Tx tx, long id, int workdays) => tx.Run(
        "UPDATE ledger_case SET work_from_at = @Now, work_due_at = @due, stopped_at = NULL, row_version = row_version + 1 WHERE id = @id",
        new { id, tx.Now, due = CaseClock.After(tx.Now, workdays) });

    /// <summary>It goes on by itself, on the ledger: also what was merged into another before.</summary>
    public static void GoOnAlone(Tx tx, Case row, int workdays)
    {
        tx.Run("UPDATE ledger_case SET merged_into = NULL, solved = NULL, rating = NULL, accepted_at = COALESCE(accepted_at, @Now) WHERE id = @Id", new { row.Id, tx.Now });
        SetClock(tx, row.Id, workdays);
    }

    public static void StopClock(Tx tx, long id) => tx.Run("UPDATE ledger_case SET stopped_at = @Now WHERE id = @id", new { id, tx.Now });

    public static void LetClockGoOn(Tx tx, Case row)
    {
        if (row is { StoppedAt: { } stopped, WorkDueAt: { } due })
        {
            tx.Run(
                "UPDATE ledger_case SET stopped_at = NULL, review_at = NULL, work_due_at = @due WHERE id = @Id",
                new { row.Id, due = CaseClock.Shifted(due, stopped, tx.Now) });
        }
    }

    /// <summary>What somebody said further stands below what they said before.</summary>
    /// <returns>False where there is no room for it: nothing is cut.</returns>
    public static bool AddWords(Tx tx, long id, string words)
    {
        var before = Case.SealedWords.Open(tx.Vault, id, tx.First<byte[]>("SELECT words_cipher FROM ledger_case WHERE id = @id", new { id }));
        var all = string.Join('\n', new[] { before, CaseTalk.WithoutOthers(words) }.Where(each => !string.IsNullOrEmpty(each)));
        return all.Letters() <= CaseTalk.LongestInAll && 1 == tx.Run("UPDATE ledger_case SET words_cipher = @words, row_version = row_version + 1 WHERE id = @id", new { id, words = Case.SealedWords.Seal(tx.Vault, id, all) });
    }

    /// <summary>The community is merged into another: what is open, or may be opened again, goes over.</summary>
    public static void GoOver(Tx tx, long from, long into)
    {
        tx.Run(
            """
            UPDATE ledger_case SET old_number = old_number || '-' || id
            WHERE org_id = @from AND old_number IN (SELECT o.old_number FROM ledger_case o WHERE o.org_id = @into AND o.old_number IS NOT NULL)
            """,
            new { from, into });
        tx.Run($"UPDATE ledger_case SET org_id = @into, row_version = row_version + 1 WHERE org_id = @from AND state IN ({CaseMachine.MayGoOn})", new { from, into });
        tx.Run($"UPDATE ledger_case SET above_org_id = @into, row_version = row_version + 1 WHERE above_org_id = @from AND state IN ({CaseMachine.MayGoOn})", new { from, into });
        tx.Run($"UPDATE ledger_case SET handler_org_id = @into, row_version = row_version + 1 WHERE handler_org_id = @from AND state IN ({CaseMachine.Open})", new { from, into });
        CaseHandlers.FreeOthers(tx, into);
    }
}
