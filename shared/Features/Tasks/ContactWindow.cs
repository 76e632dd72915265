namespace ChatGov.Tasks;

/// <summary>
/// When the two sides of a confirmed claim see each other's full names and phones: from 24 hours before the start to
/// 24 hours after the end.
/// </summary>
internal static class ContactWindow
{
    private static readonly TimeSpan Around = TimeSpan.FromHours(24);

    public static bool IsOpen(VolunteerTask task, DateTimeOffset now) =>
        now >= task.StartsAt - Around && now <= task.EndsAt + Around;
}
