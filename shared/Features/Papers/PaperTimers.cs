using ChatGov.Data;

namespace ChatGov.Papers;

/// <summary>The five working days in which a draft can be read and corrected.</summary>
internal static class PaperTimers
{
    /// <summary>
    /// A letter the member asked for and did not correct goes on to the secretary; it still ends in the member's own
    /// hands. A certificate that was only looked at is put away.
    /// </summary>
    public static void EndPreview(Tx tx, long paperId)
    {
        if (PaperRows.Find(tx, paperId) is not { State: PaperState.Drafted } paper)
        {
            return;
        }

        if (paper.Kind == PaperKind.Certificate)
        {
            PaperRevoking.EndAsSystem(tx, paper, "lapse");
        }
        else
        {
            PaperMachine.Table.MoveAsSystem(tx, paper, PaperState.Previewed);
            Letters.AskToSign(tx, paper);
        }
    }

    public static void ArmOnceCalendarIsThere(Tx tx, long paperId)
    {
        if (PaperRows.Find(tx, paperId) is { State: PaperState.Drafted } paper)
        {
            PaperRows.BeginPreview(tx, paperId);
            PaperMachine.Table.Rearm(tx, paper);
        }
    }
}
