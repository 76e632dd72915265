using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Papers;

/// <summary>The five working days in which a draft can be read and corrected.</summary>
public static class PaperTimers
{
    public const string PreviewEnds = "paper.preview_ends";
    public const string CalendarMissing = "paper.calendar_missing";

    private const int PreviewWorkdays = 5;

    public static readonly IReadOnlyDictionary<string, Action<Tx, long>> Handlers =
        new Dictionary<string, Action<Tx, long>>(StringComparer.Ordinal)
        {
            [PreviewEnds] = EndPreview,
            [CalendarMissing] = ArmOnceCalendarIsThere,
        };

    internal static void Arm(Tx tx, long paperId)
    {
        var until = WorkCalendar.Default.AddWorkdays(tx.Now, PreviewWorkdays);
        PaperRows.SetPreviewUntil(tx, paperId, until);
        if (until is { } due)
        {
            Timers.Move(tx, PreviewEnds, paperId, due);
        }
        else
        {
            Timers.Move(tx, CalendarMissing, paperId, tx.Now.AddDays(1));
        }
    }

    internal static void CancelAll(Tx tx, long paperId)
    {
        foreach (var kind in Handlers.Keys)
        {
            Timers.Cancel(tx, kind, paperId);
        }
    }

    /// <summary>
    /// A letter the member asked for and did not correct goes on to the secretary; it still ends in the member's own
    /// hands. A certificate that was only looked at is put away.
    /// </summary>
    private static void EndPreview(Tx tx, long paperId)
    {
        if (PaperRows.Find(tx, paperId) is not { State: PaperState.Drafted } paper)
        {
            return;
        }

        if (paper.Kind == PaperKind.Certificate)
        {
            Revoking.End(tx, paper, Who.System, "lapse");
        }
        else
        {
            Letters.HandToSecretary(tx, paper, Who.System);
        }
    }

    private static void ArmOnceCalendarIsThere(Tx tx, long paperId)
    {
        if (PaperRows.Find(tx, paperId) is { State: PaperState.Drafted })
        {
            Arm(tx, paperId);
        }
    }
}
