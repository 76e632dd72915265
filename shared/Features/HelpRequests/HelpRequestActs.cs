using System.Globalization;
using ChatGov.Data;
using ChatGov.Emergencies;
using ChatGov.Outbox;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Registrations;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.HelpRequests;

public enum HelpRequestKind
{
    /// <summary>转人工: a person wants a human.</summary>
    HandOff,

    /// <summary>投诉平台: goes to the operator, never to the secretary complained about (D11).</summary>
    Complaint,

    /// <summary>A message that the program failed to handle.</summary>
    ParkedMessage,

    /// <summary>Somebody in an emergency wants the secretary to know.</summary>
    Emergency,
}

/// <summary>An open request as staff see it.</summary>
public sealed record OpenHelpRequest
{
    public long Id { get; init; }

    public HelpRequestKind Kind { get; init; }

    public DateTimeOffset CreatedAt { get; init; }

    /// <summary>What the person wrote.</summary>
    public string? Text { get; init; }

    /// <summary>What kind of emergency; of such requests alone, which have no text.</summary>
    public EmergencyKind? Emergency { get; init; }
}

/// <param name="Lines">How many there are; more than one where an earlier request of the kind is still open and the words went to it.</param>
public sealed record HelpReceipt(long Number, int Lines);

/// <param name="Number">Of the request, which the person may quote.</param>
/// <param name="Place">The office that was told: the community, or the nearest above it that is reached; null where the operator was.</param>
/// <param name="IsHeard">False when there is nobody whom a messenger reaches.</param>
public sealed record EmergencyTold(long Number, string? Place, bool IsHeard);

/// <summary>What people ask a human for, and the human's answer through the bot.</summary>
public static class HelpRequestActs
{
    private const int Shown = 50;
    private const int LongestTogether = 4_000;
    private const int MostADay = 10;
    private const int MostEmergenciesADay = 6;

    // Whoever says it again later may have another fire.
    private static readonly TimeSpan ToldLasts = TimeSpan.FromHours(1);
    internal static readonly SealedColumn SealedText = SealedColumn.Of("help_request.text");

    /// <summary>
    /// Opens a request and tells those who answer it. As long as one of the kind is open in this chat, further words join it:
    /// whoever answers sees them in one place and is told of them together.
    /// </summary>
    /// <returns>The number, which the person may quote; a refusal when the open one is full, or when there were too many today.</returns>
    public static Outcome<HelpReceipt> Open(Tx tx, HelpRequestKind kind, AskedFrom from, string? text) =>
        FindOpen(tx, kind, from) is { } open ? Join(tx, open, text) : OpenNew(tx, kind, from, text);

    private static OpenRow? FindOpen(Tx tx, HelpRequestKind kind, AskedFrom from) => tx.First<OpenRow>(
        "SELECT id, org_id, text FROM help_request WHERE channel = @Channel AND chat_id = @ChatId AND kind = @kind AND answered_at IS NULL ORDER BY id LIMIT 1",
        new { from.Channel, from.ChatId, kind = kind.ToString() });

    private static Outcome<HelpReceipt> Join(Tx tx, OpenRow open, string? text)
    {
        var words = string.Join('\n', new[] { SealedText.Open(tx.Vault, open.Id, open.Text), text }.Where(each => !string.IsNullOrWhiteSpace(each)));
        if (words.Letters() > LongestTogether)
        {
            return new Refusal(HelpRefusal.HelpRequestFull, ("number", open.Id));
        }

        tx.Run("UPDATE help_request SET text = @text WHERE id = @Id", new { open.Id, text = SealedText.SealWords(tx.Vault, open.Id, words) });
        tx.Audit("help_request", open.Id, "join");
        foreach (var helper in Helpers(tx, open.OrgId))
        {
            tx.Notify(helper, OutboxKind.Choice, "help_request.joined", [("number", open.Id)], Answerable(open.Id) with
            {
                DedupeKey = string.Create(CultureInfo.InvariantCulture, $"help joined {open.Id} {helper} {Budgets.Hour(tx.Now)}"),
            });
        }

        return new HelpReceipt(open.Id, words.Count(each => each == '\n') + 1);
    }

    private static Outcome<HelpReceipt> OpenNew(Tx tx, HelpRequestKind kind, AskedFrom from, string? text)
    {
        if (!IsWithinBudget(tx, "help", from, MostADay))
        {
            return new Refusal(HelpRefusal.EnoughHelpToday);
        }

        var orgId = kind == HelpRequestKind.Complaint ? null : RegistrationLists.CommunityOf(tx);
        var id = Insert(tx, kind, orgId, from, text);
        foreach (var helper in Helpers(tx, orgId))
        {
            tx.Notify(helper, OutboxKind.Choice, "help_request.opened." + kind, [("number", id)], Answerable(id));
        }

        return new HelpReceipt(id, Lines: 1);
    }

    /// <summary>
    /// Tells those who run the community of the actor that this chat is in an emergency; at night too. While it is open and of the same
    /// hour, asking again tells nobody who was told before, and does tell whoever can be reached only now.
    /// </summary>
    public static EmergencyTold TellOfEmergency(Tx tx, EmergencyKind kind, AskedFrom from)
    {
        var orgId = RegistrationLists.CommunityOf(tx);
        var known = OpenEmergency(tx, kind, orgId, from);
        var office = Organisations.Offices.InReach(tx, orgId);
        var isTold = known is { } before && office?.People.Any(each => tx.Exists("SELECT COUNT(*) FROM outbox WHERE dedupe_key = @key", new { key = TellOnce(before, each) })) == true;
        if (!isTold && office is not null && !IsWithinBudget(tx, "emergency", from, MostEmergenciesADay))
        {
            office = null;
        }

        var id = known ?? Insert(tx, HelpRequestKind.Emergency, orgId, from, kind.ToString());
        if (!isTold && office is not null)
        {
            Tell(tx, id, kind, office.People);
        }

        return new EmergencyTold(id, orgId is null ? null : office?.Name, IsHeard: office is not null);
    }

    private static void Tell(Tx tx, long id, EmergencyKind kind, List<long> helpers)
    {
        var name = tx.Actor.PersonId is { } person ? Persons.NameOf(tx, person) : "";
        foreach (var helper in helpers)
        {
            tx.Send(
                helper,
                OutboxKind.Choice,
                name.Length == 0 ? "help_request.opened.Emergency.unknown" : "help_request.opened.Emergency",
                [("number", id), ("name", name), ("kind", new Named<EmergencyKind>(kind))],
                Answerable(id) with { Urgent = true, DedupeKey = TellOnce(id, helper) });
        }
    }

    private static string TellOnce(long id, long helper) => string.Create(CultureInfo.InvariantCulture, $"emergency {id} {helper}");

    private static long? OpenEmergency(Tx tx, EmergencyKind kind, long? orgId, AskedFrom from) => tx.All<Row>(
        """
        SELECT id, kind, created_at, text FROM help_request
        WHERE kind = 'Emergency' AND channel = @Channel AND chat_id = @ChatId AND COALESCE(org_id, 0) = @org AND answered_at IS NULL AND created_at > @since
        """,
        new { from.Channel, from.ChatId, org = orgId ?? 0, since = tx.Now - ToldLasts })
        .Find(row => SealedText.Open(tx.Vault, row.Id, row.Text) == kind.ToString())?.Id;

    private static bool IsWithinBudget(Tx tx, string what, AskedFrom from, long aDay) =>
        Budgets.Spend(tx, $"{what} {tx.Vault.Hash($"{from.Channel}/{from.ChatId}")}", Budgets.Day(tx.Now), aDay);

    private static SendOptions Answerable(long id) => new() { Choices = [new LabelledChoice("help_request.answer", HelpRequestActions.AnswerHelp.On(id), ("number", id))] };

    private static long Insert(Tx tx, HelpRequestKind kind, long? orgId, AskedFrom from, string? text)
    {
        var id = tx.NextId("help_request");
        tx.Run(
            """
            INSERT INTO help_request (id, kind, org_id, person_id, channel, chat_id, inbox_id, text, created_at)
            VALUES (@id, @kind, @orgId, @PersonId, @Channel, @ChatId, @InboxId, @text, @Now)
            """,
            new
            {
                id,
                kind = kind.ToString(),
                orgId,
                tx.Actor.PersonId,
                tx.Actor.InboxId,
                from.Channel,
                from.ChatId,
                text = SealedText.SealWords(tx.Vault, id, text),
                tx.Now,
            });
        tx.Audit("help_request", id, "open", to: kind.ToString());
        return id;
    }

    /// <summary>The open requests that the actor answers, oldest first.</summary>
    public static List<OpenHelpRequest> ListOpen(Tx tx) => [.. Open(tx, new PageRequest(0, Shown)).Items];

    /// <summary>One of them, wherever it stands in the list.</summary>
    public static OpenHelpRequest? FindOpen(Tx tx, long id) => Open(tx, new PageRequest(id - 1, 1)).Items.FirstOrDefault(each => each.Id == id);

    /// <summary>The same page by page.</summary>
    public static Page<OpenHelpRequest> Open(Tx tx, PageRequest page) => page.Cut(
        new SeenPage(page, ByNumber, SeenBy(tx), "h.answered_at IS NULL").Rows<Row>(tx, "SELECT h.id, h.kind, h.created_at, h.text FROM help_request h", new { })
        .ConvertAll(row => Opened(row, SealedText.Open(tx.Vault, row.Id, row.Text))),
        request => request.Id);

    private static OpenHelpRequest Opened(Row row, string? text)
    {
        var request = new OpenHelpRequest { Id = row.Id, Kind = Enum.Parse<HelpRequestKind>(row.Kind), CreatedAt = row.CreatedAt };
        return request.Kind == HelpRequestKind.Emergency && text is not null
            ? request with { Emergency = Enum.Parse<EmergencyKind>(text) }
            : request with { Text = text };
    }

    /// <summary>Sends a human's answer to the chat that asked, and closes the request.</summary>
    /// <returns>False when whoever asked is gone for good: nobody reads it, and the request is closed all the same.</returns>
    public static Outcome<bool> Answer(Tx tx, long id, string text) => tx.UseCase<bool>(() =>
    {
        if (WordsForOthers.RefuseId(text) is { } refusal)
        {
            return refusal;
        }

        var row = tx.RunReturning<Row>(
            $"""
            UPDATE help_request SET answered_at = @Now, answered_by = @PersonId
            WHERE id = @id AND answered_at IS NULL
              AND id IN (SELECT h.id FROM help_request h WHERE h.id = @id AND {InScope})
            RETURNING id, channel, chat_id, person_id
            """,
            new { id, tx.Now, tx.Actor.PersonId });
        if (row is null)
        {
            return RefusalCode.NotFound;
        }

        tx.Audit("help_request", id, "answer");
        if (row.ChatId.Length == 0)
        {
            return false;
        }

        var language = tx.First<string>(
            "SELECT language FROM session WHERE channel = @Channel AND chat_id = @ChatId ORDER BY id LIMIT 1",
            new { row.Channel, row.ChatId }) ?? Language.Chinese;
        tx.Reply(
            new ChatAddress(row.Channel, row.ChatId),
            row.PersonId,
            new Message(Catalog.Say(language, "help_request.answered", ("number", id), ("text", text))));
        return true;
    });

    /// <summary>It is the actor's to answer, or was.</summary>
    internal static bool Answers(Tx tx, long id) => tx.Exists(
        $"SELECT COUNT(*) FROM help_request h WHERE h.id = @id AND {InScope}", new { id });

    /// <summary>What the actor asked, the oldest first.</summary>
    internal static List<OwnRequest> Own(Tx tx) => tx.All<OwnRow>(
        "SELECT id, kind, created_at, answered_at, text FROM help_request WHERE person_id = @PersonId ORDER BY id", new { tx.Actor.PersonId })
        .ConvertAll(row => new OwnRequest(row.Id, row.Kind, row.CreatedAt, row.AnsweredAt is not null, OwnWords(row.Kind, SealedText.Open(tx.Vault, row.Id, row.Text)) ?? ""));

    // Of an emergency only its kind is kept, no words.
    private static string? OwnWords(HelpRequestKind kind, string? text) => kind == HelpRequestKind.Emergency ? null : text;

    /// <summary>
    /// What was asked is gone, and so is whoever could be answered: it is open no more, but for an emergency, of which nothing but its
    /// kind was kept.
    /// </summary>
    /// <param name="where">Over the table's own columns.</param>
    /// <param name="args">What <paramref name="where"/> names, and Now.</param>
    internal static void Forget(Tx tx, string where, object args) => tx.Run(
        $"""
        UPDATE help_request
        SET text = CASE kind WHEN 'Emergency' THEN text END, person_id = NULL, chat_id = '',
            answered_at = CASE WHEN kind = 'Emergency' THEN answered_at ELSE COALESCE(answered_at, @Now) END
        WHERE {where}
        """,
        args);

    internal static void ForgetAsker(Tx tx, long personId) => Forget(tx, "person_id = @personId", new { personId, tx.Now });

    internal static void ForgetChat(Tx tx, ChatForgotten forgotten) =>
        Forget(tx, "channel = @Channel AND chat_id = @ChatId", new { forgotten.Chat.Channel, forgotten.Chat.ChatId, tx.Now });

    internal static void GoOver(Tx tx, long from, long into) => tx.Run("UPDATE help_request SET org_id = @into WHERE org_id = @from AND answered_at IS NULL", new { from, into });

    /// <summary>Something that was asked in this chat is kept.</summary>
    public static bool HasAsked(Tx tx, AskedFrom from) => tx.Exists(
        "SELECT COUNT(*) FROM help_request WHERE channel = @Channel AND chat_id = @ChatId AND text IS NOT NULL", new { from.Channel, from.ChatId });

    /// <summary>It is open, and was asked by the actor; or by nobody who is known, in this chat.</summary>
    internal static bool IsOpenOf(Tx tx, long id, AskedFrom from) => tx.Exists(
        """
        SELECT COUNT(*) FROM help_request
        WHERE id = @id AND answered_at IS NULL AND (person_id = @PersonId OR (person_id IS NULL AND channel = @Channel AND chat_id = @ChatId))
        """,
        new { id, tx.Actor.PersonId, from.Channel, from.ChatId });

    // A request of a community is answered by those who run it; one of nobody's, and every complaint, by the operator.
    private static readonly Sorts ByNumber = new("help_request", "h");

    private static IReadOnlyList<Sight> SeenBy(Tx tx)
    {
        var ofPlaces = new Sight(Sight.Any, "h.org_id", Can.RunCommunity.Reach(tx));
        return Can.Operate.OverAll(tx) ? [ofPlaces, new Sight("h.org_id IS NULL")] : [ofPlaces];
    }

    private static readonly string InScope = $"({Can.RunCommunity.On("h.org_id")} OR (h.org_id IS NULL AND {Can.Operate.OnTheWhole}))";

    /// <summary>Where a community has nobody, whoever runs the place above it: somebody has to hear of it.</summary>
    private static List<long> Helpers(Tx tx, long? orgId) => orgId is { } community ? Organisations.Offices.AnsweringFor(tx, community) : Organisations.Staff.AllOf(tx, Rights.Role.BannerOffice);

    private sealed record OwnRow
    {
        public long Id { get; init; }

        public HelpRequestKind Kind { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public DateTimeOffset? AnsweredAt { get; init; }

        public byte[]? Text { get; init; }
    }

    private sealed record OpenRow
    {
        public long Id { get; init; }

        public long? OrgId { get; init; }

        public byte[]? Text { get; init; }
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Kind { get; init; } = "";

        public DateTimeOffset CreatedAt { get; init; }

        public byte[]? Text { get; init; }

        public string Channel { get; init; } = "";

        public string ChatId { get; init; } = "";

        public long? PersonId { get; init; }
    }
}
