using ChatGov.Data;
using ChatGov.Machines;

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
    public static readonly Machine<PaperState> Table = new(
        "paper",
        [PaperState.Delivered, PaperState.Revoked],
        new(null, PaperState.Requested, Who.Member, "their own service; a letter also with their separate consent, which names the unit"),
        new(PaperState.Requested, PaperState.Drafted, Who.System, "facts from the records, nothing typed", "at once"),
        new(PaperState.Drafted, PaperState.Previewed, Who.Member | Who.System, "the member has read it; System: a letter that was not corrected", "5 working days"),
        new(PaperState.Previewed, PaperState.Drafted, Who.Secretary | Who.System, "a letter goes back to the member; System: the records changed since they read it", Reason: true),
        new(PaperState.Previewed, PaperState.Signed, Who.Secretary | Who.System, "a letter by the secretary, not their own; System: a certificate, in the name of the community that organised"),
        new(PaperState.Signed, PaperState.Delivered, Who.Member | Who.System, "the member takes the letter and hands it on; System: a certificate", "a certificate at once"),
        new(PaperState.Requested, PaperState.Revoked, Who.Member | Who.System, "System: the member leaves"),
        new(PaperState.Drafted, PaperState.Revoked, Who.Member | Who.System, "System: the member leaves; a certificate nobody asked for any more", "5 working days"),
        new(PaperState.Previewed, PaperState.Revoked, Who.Member | Who.System, "System: the member leaves"),
        new(PaperState.Signed, PaperState.Revoked, Who.Member | Who.System, "System: the member leaves"),
        new(PaperState.Delivered, PaperState.Revoked, Who.Member | Who.Secretary | Who.System, "from then on its number checks as revoked; System: the member had their data deleted", Reason: true));
}
