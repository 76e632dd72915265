using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>
/// How long a matter may take, in working days. The clock stands still while the reporter is asked something or it is parked:
/// the working days that began meanwhile are added to what it had.
/// </summary>
public static class CaseClock
{
    [Limit("caseWaitDays")]
    private const int WaitDays = 3;

    [Limit("caseReopenDays")]
    public const int ReopenDays = 15;

    [Limit("caseReviewDays")]
    public const int MostReviewDays = 90;

    /// <summary>The reporter is asked so often, a working day apart, and then not any more.</summary>
    [Limit("caseAsks")]
    public const int MostAsks = 3;

    /// <summary>Calls that reach nobody count on so many days at least.</summary>
    public const int CallDays = 2;

    /// <summary>Somebody who does not work on it calls back within so many working days.</summary>
    public const int CallWithin = 2;

    public static readonly TimeSpan ReopenWithin = TimeSpan.FromDays(ReopenDays);
    public static readonly TimeSpan WaitsForReporter = TimeSpan.FromDays(WaitDays);

    /// <summary>Red so long: the office above is told.</summary>
    public static readonly TimeSpan LateFor = TimeSpan.FromHours(24);

    private const int TriageWithin = 1;
    private const int ContactWithin = 1;

    [Limit("caseUrgentHours")]
    private const int UrgentContactHours = 2;

    private static readonly TimeSpan UrgentContactWithin = TimeSpan.FromHours(UrgentContactHours);
    private static readonly TimeOnly Morning = new(8, 30);

    /// <summary>In working days; from the limits of hotlines and county ledgers that were read for it.</summary>
    public static int Workdays(CaseKind kind) => kind switch
    {
        CaseKind.Consult => 1,
        CaseKind.Help or CaseKind.Suggestion => 5,
        CaseKind.Repair or CaseKind.Environment or CaseKind.Neighbours => 7,
        CaseKind.Complex => 15,
    };

    /// <summary>A second try has half of it, and a day at least.</summary>
    public static int WorkdaysAgain(CaseKind kind) => Math.Max(1, Workdays(kind) / 2);

    /// <summary>Where the calendar of a year is not known yet, days are counted as they are.</summary>
    public static DateTimeOffset After(DateTimeOffset from, int workdays) => WorkCalendar.Default.AddWorkdays(from, workdays) ?? from.AddDays(workdays);

    public static DateTimeOffset TriageDue(DateTimeOffset received, bool isUrgent) => isUrgent ? received + UrgentContactWithin : After(received, TriageWithin);

    public static DateTimeOffset ContactDue(DateTimeOffset assigned, bool isUrgent) => isUrgent ? assigned + UrgentContactWithin : After(assigned, ContactWithin);

    public static DateTimeOffset CallDue(DateTimeOffset resolved) => After(resolved, CallWithin);

    /// <summary>When its light turns yellow: three quarters used, or a day left.</summary>
    public static DateTimeOffset YellowAt(DateTimeOffset from, DateTimeOffset due)
    {
        var used = from + ((due - from) * 0.75);
        return due - from > TimeSpan.FromDays(2) && due - TimeSpan.FromDays(1) < used ? due - TimeSpan.FromDays(1) : used;
    }

    /// <summary>When it is due after it stood still.</summary>
    public static DateTimeOffset Shifted(DateTimeOffset due, DateTimeOffset stopped, DateTimeOffset now) =>
        After(due, WorkCalendar.Default.WorkdaysBetween(stopped, now) ?? (int)(now - stopped).TotalDays);

    /// <summary>The morning at which an office hears of all that is late below it.</summary>
    public static DateTimeOffset NextMorning(DateTimeOffset now)
    {
        var today = Shanghai.At(Shanghai.Day(now), Morning);
        return now <= today ? today : Shanghai.At(Shanghai.Day(now).AddDays(1), Morning);
    }

    /// <summary>Eight in the morning of the day on which what is parked is looked at again.</summary>
    public static DateTimeOffset ReviewAt(DateOnly day) => Shanghai.At(day, QuietHours.End);

    internal static DateTimeOffset AskAgain(Tx tx) => After(tx.Now, 1);
}
