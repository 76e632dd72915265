using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Emergencies;
using ChatGov.Messengers;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Texts;

namespace ChatGov.Conversations;

/// <summary>
/// Where one chat stands: which question of which flow is open, the answers so far, and the choices shown last.
/// It is saved in the transaction of each message, so a restart goes on where the person is.
/// </summary>
public sealed record Session
{
    public long Id { get; init; }

    public string Channel { get; init; } = "";

    public string ChatId { get; init; } = "";

    public string UserId { get; init; } = "";

    public string Language { get; init; } = "";

    public FlowState? Flow { get; init; }

    /// <summary>The numbered choices of the last answer, for those who type a number or the words.</summary>
    public IReadOnlyList<Choice> Menu { get; init; } = [];

    /// <summary>The list of tasks shown last: its numbers keep their meaning while it is gone through.</summary>
    public ShownList? List { get; init; }

    /// <summary>What the person wanted when consent had to be asked first.</summary>
    public string? Wanted { get; init; }

    /// <summary>What a photo that comes now goes with.</summary>
    public PhotoTarget? PhotoFor { get; init; }

    /// <summary>What was said when a number to call came instead of an answer.</summary>
    public HeldWords? Held { get; init; }

    /// <summary>What was just done and can still be taken back.</summary>
    public Undoable? Undo { get; init; }

    /// <summary>How many messages in a row were not understood.</summary>
    public int Misses { get; init; }

    public DateTimeOffset? NoticeDeclinedAt { get; init; }

    /// <summary>As it is written; null before the first answer.</summary>
    internal DateTimeOffset? ExpiresAt { get; init; }

    public long RowVersion { get; init; }

    /// <summary>The person was erased and the row with them: there is nothing to save.</summary>
    public bool IsOver { get; init; }

    // The person behind the chat, once there is one.
    public long? PersonId { get; init; }

    public string PersonName { get; init; } = "";

    /// <summary>The version of the notice they agreed to; null without consent in force.</summary>
    public long? ConsentVersion { get; init; }

    public bool IsCurrentIdentity { get; init; }

    public bool WasUnreachable { get; init; }

    /// <summary>The account left, and nobody has proven since that it is still the same person's.</summary>
    public bool IsSuspended { get; init; }

    /// <summary>The identity as wrong tries are counted for it.</summary>
    public string IdentityKey => $"{Channel}/{UserId}";
}

/// <summary>What was asked for a moment ago: photos of it may still follow, until so long.</summary>
public sealed record PhotoTarget(PhotoOf Of, DateTimeOffset Until)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public static PhotoTarget Now(PhotoOf of, DateTimeOffset now) => new(of, now + Life);
}

/// <summary>
/// Words that were answered by a number to call. For so long they may still be taken as they were meant; the secretary is told of their
/// kind alone, and only when asked to be.
/// </summary>
/// <param name="At">The question that was open; null for none.</param>
public sealed record HeldWords(string Words, EmergencyKind Kind, string? At, DateTimeOffset Until)
{
    private static readonly TimeSpan Life = TimeSpan.FromHours(1);

    public static HeldWords Now(string words, EmergencyKind kind, FlowState? flow, DateTimeOffset now) => new(words, kind, Question(flow), now + Life);

    public bool IsStillAsked(FlowState? flow) => At == Question(flow);

    private static string? Question(FlowState? flow) => flow is null ? null : $"{flow.Flow}/{flow.Mark}";
}

/// <summary>An open flow: its name, the step asked now, and the answers so far.</summary>
public sealed record FlowState(string Flow, string Step, int Version, IReadOnlyDictionary<string, string> Answers)
{
    public static FlowState Begin(string flow, string step, int version = 1) =>
        new(flow, step, version, new Dictionary<string, string>(StringComparer.Ordinal));

    public FlowState At(string step) => this with { Step = step };

    public FlowState With(string name, string value) => this with
    {
        Answers = new Dictionary<string, string>(Answers, StringComparer.Ordinal) { [name] = value },
    };

    public string this[string name] => Answers.GetValueOrDefault(name, "");

    public bool Has(string name) => Answers.ContainsKey(name);

    // Which message opened it: two rosters are two runs of one flow at the same step.
    private const string Run = "run";

    /// <summary>The step as buttons know it: those of an earlier run do not answer this one.</summary>
    public string Mark => $"{Step}/{this[Run]}";

    public FlowState OpenedBy(long? inboxId) => With(Run, inboxId?.ToString(CultureInfo.InvariantCulture) ?? "");

    public FlowState OfSameRun(FlowState before) => With(Run, before[Run]);
}

/// <summary>The SQL of sessions. Answers and choices are sealed: people type names and phones into them.</summary>
public static class SessionStore
{
    private static readonly TimeSpan Life = TimeSpan.FromDays(30);
    private static readonly SealedColumn SealedData = SealedColumn.Of("session.data");

    private static readonly string[] EnglishGreetings = Catalog.Of(Texts.Language.English)["words.greet"].Split('|');

    public static Session Load(Tx tx, string channel, Incoming incoming) => Read(tx, channel, incoming, Find(tx, channel, incoming) ?? Create(tx, channel, incoming));

    /// <summary>The same without making one; null when there is none.</summary>
    public static Session? Peek(Tx tx, string channel, Incoming incoming) => Find(tx, channel, incoming) is { } row ? Read(tx, channel, incoming, row) : null;

    /// <summary>The language of whoever speaks, where nothing is kept of what they say.</summary>
    public static string LanguageOf(Tx tx, string channel, Incoming incoming) =>
        tx.First<string>(
            "SELECT p.language FROM chat_identity i JOIN person p ON p.id = i.person_id WHERE i.channel = @channel AND i.user_id = @UserId",
            new { channel, incoming.UserId }) ?? Texts.Language.For(incoming.LanguageCode);

    // Where the messenger does not tell it, a greeting or a sentence in plain English does; a word alone may be Chinese in Latin letters.
    private static string LanguageOf(Incoming incoming) => incoming.LanguageCode is null && (IsSentence(incoming.Text) || EnglishGreetings.Contains(incoming.Text.Trim(), StringComparer.OrdinalIgnoreCase))
        ? Texts.Language.English
        : Texts.Language.For(incoming.LanguageCode);

    private static bool IsSentence(string text) =>
        text.Trim().Contains(' ') && text.Any(char.IsAsciiLetterLower) && text.All(each => char.IsAsciiLetter(each) || each is ' ' or '!' or '?' or '.' or ',' or '\'');

    private static Session Read(Tx tx, string channel, Incoming incoming, Row row)
    {
        var data = row.Data is { } sealedData
            ? JsonSerializer.Deserialize(SealedData.OpenBytes(tx.Vault, row.Id, sealedData), SessionJson.Default.SessionData)!
            : SessionData.Empty;
        return new Session
        {
            Id = row.Id,
            Channel = channel,
            ChatId = incoming.ChatId,
            UserId = incoming.UserId,
            Language = row.PersonLanguage ?? row.Language,
            Flow = row.Flow is null ? null : Flows.Current(new FlowState(row.Flow, row.Step!, (int)row.FlowVersion, data.Answers)),
            Menu = data.Menu,
            Wanted = data.Wanted,
            List = data.List,
            PhotoFor = data.PhotoFor is { } target && target.Until > tx.Now ? target : null,
            Held = data.Held is { } held && held.Until > tx.Now ? held : null,
            Undo = data.Undo is { } undo && undo.Until > tx.Now ? undo : null,
            Misses = data.Misses,
            NoticeDeclinedAt = row.NoticeDeclinedAt,
            ExpiresAt = row.ExpiresAt,
            RowVersion = row.RowVersion,
            PersonId = row.PersonId,
            PersonName = row.PersonName ?? "",
            ConsentVersion = row.ConsentVersion,
            IsCurrentIdentity = row.IsCurrent,
            WasUnreachable = row.Unreachable,
            IsSuspended = row.IsSuspended,
        };
    }

    /// <exception cref="SessionConflict">Another program handled a message of this chat meanwhile.</exception>
    public static void Save(Tx tx, Session session)
    {
        if (session.IsOver)
        {
            return;
        }

        var data = new SessionData(session.Flow?.Answers ?? SessionData.Empty.Answers, session.Menu, session.Wanted, session.List, session.PhotoFor, session.Held, session.Misses, session.Undo);
        var isEmpty = data.Answers.Count == 0 && data.Menu.Count == 0 && data is { Wanted: null, List: null, PhotoFor: null, Held: null, Misses: 0, Undo: null };
        var expiresAt = EndOf(tx.Now);
        var saved = tx.Run(
            $"""
            UPDATE session
            SET language = @Language, flow = @flow, step = @step, flow_version = @version, data = @data,
                notice_declined_at = @NoticeDeclinedAt, {(session.ExpiresAt == expiresAt ? "" : "expires_at = @expiresAt, ")}row_version = row_version + 1
            WHERE id = @Id AND row_version = @RowVersion
            """,
            new
            {
                session.Language,
                flow = session.Flow?.Flow,
                step = session.Flow?.Step,
                version = session.Flow?.Version ?? 0,
                data = isEmpty ? null : SealedData.Seal(tx.Vault, session.Id, JsonSerializer.SerializeToUtf8Bytes(data, SessionJson.Default.SessionData)),
                session.NoticeDeclinedAt,
                expiresAt,
                session.Id,
                session.RowVersion,
            });
        if (saved == 0)
        {
            throw new SessionConflict();
        }
    }

    // At the beginning of a day, so that it and its index are written once a day and not with each message.
    private static DateTimeOffset EndOf(DateTimeOffset now) => Shanghai.At(Shanghai.Day(now + Life), TimeOnly.MinValue);

    private static Row? Find(Tx tx, string channel, Incoming incoming) => tx.First<Row>(
        """
        SELECT s.id, s.language, s.flow, s.step, s.data, s.flow_version, s.row_version, s.notice_declined_at, s.expires_at,
               i.person_id, i.is_current, i.unreachable, p.name AS person_name, p.language AS person_language,
               c.version AS consent_version,
               EXISTS (SELECT 1 FROM chat_identity a WHERE a.channel = s.channel AND a.user_id = s.user_id AND a.suspended_at IS NOT NULL) AS is_suspended
        FROM session s
        LEFT JOIN known_chat i ON i.channel = s.channel AND i.user_id = s.user_id
        LEFT JOIN person p ON p.id = i.person_id
        LEFT JOIN consent c ON c.person_id = i.person_id AND c.scope = 'Service' AND c.withdrawn_at IS NULL
        WHERE s.channel = @channel AND s.chat_id = @ChatId AND s.user_id = @UserId
        """,
        new { channel, incoming.ChatId, incoming.UserId });

    private static Row Create(Tx tx, string channel, Incoming incoming)
    {
        tx.Run(
            """
            INSERT INTO session (channel, chat_id, user_id, language) VALUES (@channel, @ChatId, @UserId, @language)
            ON CONFLICT (channel, chat_id, user_id) DO NOTHING
            """,
            new { channel, incoming.ChatId, incoming.UserId, language = LanguageOf(incoming) });
        return Find(tx, channel, incoming)!;
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public string Language { get; init; } = "";

        public string? Flow { get; init; }

        public string? Step { get; init; }

        public byte[]? Data { get; init; }

        public long FlowVersion { get; init; }

        public long RowVersion { get; init; }

        public DateTimeOffset? NoticeDeclinedAt { get; init; }

        public DateTimeOffset? ExpiresAt { get; init; }

        public long? PersonId { get; init; }

        public bool IsCurrent { get; init; }

        public bool Unreachable { get; init; }

        public bool IsSuspended { get; init; }

        public string? PersonName { get; init; }

        public string? PersonLanguage { get; init; }

        public long? ConsentVersion { get; init; }
    }
}

/// <summary>Two programs handled messages of one chat at once; the one that comes second starts over.</summary>
public sealed class SessionConflict() : Exception("the session changed meanwhile");

internal sealed record SessionData(
    IReadOnlyDictionary<string, string> Answers, IReadOnlyList<Choice> Menu, string? Wanted, ShownList? List, PhotoTarget? PhotoFor, HeldWords? Held = null, int Misses = 0, Undoable? Undo = null)
{
    public static readonly SessionData Empty = new(new Dictionary<string, string>(StringComparer.Ordinal), [], null, null, null);
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingDefault, IgnoreReadOnlyProperties = true)]
[JsonSerializable(typeof(SessionData))]
internal sealed partial class SessionJson : JsonSerializerContext;
