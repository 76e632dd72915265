using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Calendars;

/// <param name="Url">The address for a calendar program, shown this once: whoever knows it reads the tasks.</param>
public sealed record IssuedCalendar([property: Itself] ApiToken Calendar, string Url);

/// <summary>
/// Tasks for calendar programs, under an address that cannot be guessed: one for each purpose, ending after a year, when it is
/// revoked, or with the appointment. It shows tasks and how many come, never who.
/// </summary>
public static class CalendarFeeds
{
    public const int Days = 366;
    private const int MostTasks = 1_000;
    private const string Space = "calendar.space";
    private static readonly TimeSpan Past = TimeSpan.FromDays(30);

    /// <summary>For the role and the part of the tree in which the actor acts.</summary>
    public static Outcome<IssuedCalendar> Create(Tx tx, string name) => tx.UseCase<IssuedCalendar>(() =>
    {
        if (tx.Actor.Grant is not { } grant || !Can.RunCommunity.Roles.Contains(grant.Role)
            || Appointments.OfPerson(tx, tx.Actor.RequiredPersonId).Find(each => each.Role == grant.Role && OrgTree.IsUnder(tx, grant.OrgId, each.OrgId)) is not { } appointment)
        {
            return RefusalCode.NotFound;
        }

        Persons.Lock(tx, appointment.PersonId);
        if (!ApiTokens.ActorIsIn(tx))
        {
            return RefusalCode.NotFound;
        }

        if (ApiTokens.LiveOf(tx, appointment.PersonId, ApiTokenKind.Calendar) >= ApiTokens.MostLive)
        {
            return new Refusal(AccessRefusal.TooManyTokens, ("limit", ApiTokens.MostLive));
        }

        KeepSpace(tx);
        var issued = ApiTokens.Insert(tx, ApiTokenKind.Calendar, name.Trim(), appointment, grant.OrgId, tx.Now.AddDays(Days));
        return new IssuedCalendar(issued.Token, DeskAddress.Calendar(tx, issued.Secret));
    });

    /// <summary>
    /// The space of this database's events, by which they stay the same wherever the desk moves, and differ from those of every
    /// other (RFC 7986 §5.3).
    /// </summary>
    public static void KeepSpace(Tx tx) => SettingRows.PutOnce(tx, Space, Guid.NewGuid().ToString("N"));

    public static List<ApiToken> Own(Tx tx) => ApiTokens.Own(tx, ApiTokenKind.Calendar);

    /// <returns>Null when the address is none, or ended.</returns>
    public static string? Write(Tx tx, string secret)
    {
        var entrance = Entering.By(tx, secret, ApiTokenKind.Calendar);
        if (entrance is not { Entry: Entry.In, Actor.Grant: { } grant })
        {
            return null;
        }

        var calendar = new ICalendar(Catalog.Say(entrance.Language, "calendar.name", ("place", OrgTree.NameOf(tx, grant.OrgId) ?? "")));
        var space = SettingRows.Read(tx, Space);
        foreach (var task in TasksUnder(tx, grant.OrgId))
        {
            calendar.Add(new CalendarEvent
            {
                Uid = $"task-{task.Id}@{space}",
                Revision = task.RowVersion,
                WrittenAt = tx.Now,
                StartsAt = task.StartsAt,
                EndsAt = task.EndsAt,
                Title = TitleOf(task, entrance.Language),
                Place = $"{task.OrgName} {task.Place}",
                Description = Catalog.Say(
                    entrance.Language, "calendar.task", ("taken", task.Taken), ("places", task.Places), ("bring", task.Bring), ("risk", task.Risk)),
                IsCancelled = IsOff(task),
            });
        }

        return calendar.Write();
    }

    private static bool IsOff(Row task) => task.State is nameof(TaskState.Cancelled) or nameof(TaskState.Expired);

    /// <summary>Widely used calendar programs show no state: what does not take place says so in its title.</summary>
    private static string TitleOf(Row task, string language) =>
        IsOff(task) ? Catalog.Say(language, "calendar.off." + task.State, ("title", task.Title)) : task.Title;

    private static List<Row> TasksUnder(Tx tx, long orgId) => tx.All<Row>(
        $"""
        SELECT t.id, t.row_version, t.title, t.place, t.bring, t.risk, t.starts_at, t.ends_at, t.taken, t.places, t.state, o.name AS org_name
        FROM task t JOIN org o ON o.id = t.org_id
        WHERE t.starts_at > @since AND t.state NOT IN ({TaskMachine.Unseen}) AND COALESCE(t.source_kind, '') <> 'Care'
          AND EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @orgId AND g.descendant_id = t.org_id)
        ORDER BY t.starts_at, t.id LIMIT {MostTasks}
        """,
        new { orgId, since = tx.Now - Past });

    private sealed record Row
    {
        public long Id { get; init; }

        public long RowVersion { get; init; }

        public string Title { get; init; } = "";

        public string Place { get; init; } = "";

        public string Bring { get; init; } = "";

        public string Risk { get; init; } = "";

        public DateTimeOffset StartsAt { get; init; }

        public DateTimeOffset EndsAt { get; init; }

        public long Taken { get; init; }

        public long Places { get; init; }

        public string State { get; init; } = "";

        public string OrgName { get; init; } = "";
    }
}
