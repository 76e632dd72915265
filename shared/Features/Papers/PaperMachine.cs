using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Papers;

public enum PaperKind
{
    /// <summary>志愿服务记录证明: self-service and free (志愿服务条例 art. 19).</summary>
    Certificate,

    /// <summary>The letter to the member's unit, on their own yes only (PIPL art. 23).</summary>
    UnitLetter,
}

public enum PaperState
{
    Requested,
    Drafted,
    Previewed,
    Signed,
    Delivered,
    Revoked,
}

/// <summary>The life of a certificate or a letter.</summary>
public static class PaperMachine
{
    public const string PreviewEnds = "paper.preview_ends";
    public const string CalendarMissing = "paper.calendar_missing";
    private const int PreviewWorkdays = 5;
    private const string MemberLeaves = "the member leaves";

    public static readonly Machine<PaperState, Paper> Table = new(
        "paper",
        [PaperState.Delivered, PaperState.Revoked],
        new(null, PaperState.Requested, Who.Member, "their own service; a letter also with their separate consent, which names the unit", Verb: "request"),
        new(PaperState.Requested, PaperState.Drafted, Who.System, "facts from the records, nothing typed", "at once", Verb: "draft"),
        new(PaperState.Drafted, PaperState.Previewed, Who.Member | Who.System, "the member has read it; System: a letter that was not corrected", "5 working days", Verb: "preview"),
        new(PaperState.Previewed, PaperState.Drafted, Who.Secretary, "a letter goes back to the member", Reason: true, Verb: "return"),
        new(PaperState.Previewed, PaperState.Drafted, Who.System, "the records changed since they read it", Reason: true, Verb: "outdated"),
        new(PaperState.Previewed, PaperState.Signed, Who.Secretary | Who.System, "a letter by the secretary, not their own; System: a certificate, in the name of the community that organised", Verb: "sign"),
        new(PaperState.Signed, PaperState.Delivered, Who.Member | Who.System, "the member takes the letter and hands it on; System: a certificate", "a certificate at once", Verb: "deliver"),
        new(PaperState.Requested, PaperState.Revoked, Who.Member, Verb: "revoke"),
        new(PaperState.Requested, PaperState.Revoked, Who.System, MemberLeaves, Verb: "end"),
        new(PaperState.Drafted, PaperState.Revoked, Who.Member, Verb: "revoke"),
        new(PaperState.Drafted, PaperState.Revoked, Who.System, "the member leaves; a certificate nobody asked for any more", "5 working days", Verb: "end"),
        new(PaperState.Previewed, PaperState.Revoked, Who.Member, Verb: "revoke"),
        new(PaperState.Previewed, PaperState.Revoked, Who.System, MemberLeaves, Verb: "end"),
        new(PaperState.Signed, PaperState.Revoked, Who.Member, Verb: "revoke"),
        new(PaperState.Signed, PaperState.Revoked, Who.System, MemberLeaves, Verb: "end"),
        new(PaperState.Delivered, PaperState.Revoked, Who.Member, "from then on its number checks as revoked", Reason: true, Verb: "revoke"),
        new(PaperState.Delivered, PaperState.Revoked, Who.Secretary, "from then on its number checks as revoked", Reason: true, Verb: "declare_void"),
        new(PaperState.Delivered, PaperState.Revoked, Who.System, "the member had their data deleted", Reason: true, Verb: "end"))
    {
        Title = "Certificate and letter to the unit (证明、单位信)",
        Load = PaperRows.Find,
        IsSeenByOthers = (_, _) => false,
        Actors =
        [
            new(Who.Member, (tx, paper) => paper.PersonId == tx.Actor.PersonId),
            new(Who.Secretary, (tx, paper) => Can.RunCommunity.Over(tx, paper.OrgId)),
        ],
        ReasonWords = Paper.SealedReason,
        KeepsReason = true,
        Timers =
        [
            new(PaperState.Drafted, PreviewEnds, (tx, _) => PreviewUntil(tx)),
            new(PaperState.Drafted, CalendarMissing, (tx, _) => PreviewUntil(tx) is null ? tx.Now.AddDays(1) : null),
        ],
    };

    // In the order of the index of what is under way once a person.
    private static readonly PaperState[] OpenStates = [PaperState.Requested, PaperState.Drafted, PaperState.Previewed, PaperState.Signed];

    /// <summary>As SQL: under way.</summary>
    internal static readonly string Open = States.Sql(OpenStates);

    /// <summary>As SQL: not signed yet.</summary>
    internal static readonly string Unsigned = States.Sql(PaperState.Requested, PaperState.Drafted, PaperState.Previewed);

    /// <summary>As SQL: the member has read it; a letter waits for its signature.</summary>
    internal static readonly string ToSign = States.Sql(PaperState.Previewed);

    /// <summary>As SQL: no more.</summary>
    internal static readonly string Revoked = States.Sql(PaperState.Revoked);

    /// <summary>Until when a draft that is made now can be read and corrected; null when the work calendar does not reach that far.</summary>
    internal static DateTimeOffset? PreviewUntil(Tx tx) => WorkCalendar.Default.AddWorkdays(tx.Now, PreviewWorkdays);
}
