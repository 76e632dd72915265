using ChatGov.Data;

namespace ChatGov.Sheets;

/// <summary>A table is taken, or only said what would become of it: both go the same way, so that what was said is what is done.</summary>
public static class DryRun
{
    /// <param name="apply">Otherwise it is undone again.</param>
    public static Outcome<T> Of<T>(Tx tx, bool apply, Func<T> take)
        where T : class
    {
        T? report = null;
        var done = tx.UseCase<bool>(() =>
        {
            report = take();
            return apply ? true : RefusalCode.NotAllowed;
        });
        return report is null ? done.Refusal! : report;
    }
}
