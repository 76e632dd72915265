using System.Text.Json.Serialization;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Rights;

namespace ChatGov.ToDo;

public enum ToDoKind
{
    /// <summary>报到: somebody waits for a yes.</summary>
    Registration,

    /// <summary>转社区: somebody wants to come over.</summary>
    Transfer,

    /// <summary>A claim that asks for a yes.</summary>
    Claim,

    /// <summary>A task is over and its roster is not confirmed.</summary>
    Roster,

    /// <summary>有误 and 补录: hours that somebody asks to be put right.</summary>
    Objection,

    /// <summary>单位信: a letter to a unit waits for its signature.</summary>
    Letter,

    /// <summary>提需求: somebody asked the community for something.</summary>
    Need,

    /// <summary>对接: a unit proposes what it has.</summary>
    Match,

    /// <summary>共建协议: a party's yes, or its word when the parties look back.</summary>
    Agreement,

    /// <summary>Something was given for a commitment: did it come?</summary>
    Delivery,

    /// <summary>How long a pair says a visit took; its title is the plan's number.</summary>
    VisitTime,

    /// <summary>转人工: somebody asked for a human.</summary>
    HelpRequest,

    /// <summary>事项: a resident's matter waits to be put on the ledger, given to somebody, or decided.</summary>
    Case,

    /// <summary>事项: one is to be worked on.</summary>
    CaseWork,

    /// <summary>回访: somebody who does not work on it asks whether it is solved, or looks.</summary>
    CaseCall,

    /// <summary>感谢回访: somebody who had nothing to do with it calls once more and says thank you.</summary>
    ThankYouCall,

    /// <summary>More than twenty accounts left at once: people, or the app's scope.</summary>
    Departures,

    /// <summary>Something waits for a secretary or a liaison, and there is none: appoint one.</summary>
    Vacancy,
}

/// <summary>Something that waits for one's answer.</summary>
public sealed record ToDoItem
{
    public ToDoKind Kind { get; init; }

    /// <summary>Of the registration, claim, task, objection or help request, or of the first of those that left.</summary>
    public long Id { get; init; }

    /// <summary>Empty where no community is known.</summary>
    public string OrgName { get; init; } = "";

    /// <summary>The title of the task it is about; empty where it is about none.</summary>
    public string Title { get; init; } = "";

    /// <summary>The unit or the community that asks; empty where a person does.</summary>
    public string AskedBy { get; init; } = "";

    /// <summary>Who asks, where a person does: named in chat, to whoever answers.</summary>
    [JsonIgnore]
    public string Person { get; init; } = "";

    /// <summary>The unit of who asks, where that matters: named in chat.</summary>
    [JsonIgnore]
    public string Unit { get; init; } = "";

    /// <summary>What tells apart things of one kind, as a code: which office, what kind of request.</summary>
    [JsonIgnore]
    public string Variant { get; init; } = "";

    /// <summary>How much is asked for, or how many are on the roster; null where nothing is counted.</summary>
    public long? Quantity { get; init; }

    /// <summary>What was asked, where whoever answers may read it before they open it; empty where not.</summary>
    [JsonIgnore]
    public string Words { get; init; } = "";

    internal byte[]? WordsCipher { get; init; }

    public string Measure { get; init; } = "";

    /// <summary>Since when it waits.</summary>
    public DateTimeOffset Since { get; init; }

    /// <summary>When the answer is due, where a rule says so.</summary>
    public DateTimeOffset? DueAt { get; init; }

    public Light Light { get; init; }
}

/// <summary>Where one kind of what waits is found.</summary>
/// <param name="For">Who answers it, over its place.</param>
/// <param name="Sql">Gives id, org_id, title, since, due_at, and what is named below; asked for when all features are known.</param>
public sealed record ToDoSource(ToDoKind Kind, Can For, Func<string> Sql)
{
    public ToDoSource(ToDoKind kind, Can @for, string sql)
        : this(kind, @for, () => sql)
    {
    }

    /// <summary>As SQL: <see cref="ToDoItem.AskedBy"/>.</summary>
    public string AskedBy { get; init; } = "''";

    /// <summary>As SQL: <see cref="ToDoItem.Person"/>.</summary>
    public string Person { get; init; } = "''";

    /// <summary>As SQL, over <c>s</c>: it is the actor's by more than what they may.</summary>
    public string OrOwn { get; init; } = "";

    /// <summary>As SQL: <see cref="ToDoItem.Unit"/>.</summary>
    public string Unit { get; init; } = "''";

    /// <summary>As SQL: <see cref="ToDoItem.Variant"/>.</summary>
    public string Variant { get; init; } = "''";

    /// <summary>As SQL: <see cref="ToDoItem.Quantity"/>.</summary>
    public string Quantity { get; init; } = "CAST(NULL AS BIGINT)";

    /// <summary>As SQL: <see cref="ToDoItem.Measure"/>.</summary>
    public string Measure { get; init; } = "''";

    /// <summary>As SQL, over <c>s</c>, what <see cref="ToDoItem.Words"/> are sealed in, and the column that sealed them.</summary>
    public (string Sql, SealedColumn Column)? Words { get; init; }

    internal string Select =>
        $"""
        SELECT '{Kind}' AS kind, s.id, s.org_id, s.title, {AskedBy} AS asked_by, {Person} AS person, {Unit} AS unit, {Quantity} AS quantity, {Measure} AS measure, {Variant} AS variant, {Words?.Sql ?? "CAST(NULL AS BYTEA)"} AS words_cipher, s.since, s.due_at
        FROM ({Sql()}) s WHERE {For.On("s.org_id")} {(OrOwn.Length > 0 ? "OR " + OrOwn : "")}
        """;
}

/// <param name="Items">What is due first comes first; at most <see cref="Waiting.Shown"/>.</param>
/// <param name="Total">How many there are.</param>
public sealed record ToDoList(IReadOnlyList<ToDoItem> Items, long Total)
{
    /// <summary>Always null: what is answered makes room for the rest.</summary>
    public string? Next => null;
}

/// <summary>待办: all that waits for the actor, in chat and at the desk: by what they may, and within the part of the tree that a token is for.</summary>
public static class Waiting
{
    public const int Shown = 100;

    private static readonly Lazy<Dictionary<ToDoKind, SealedColumn>> Sealed = new(() => Features.All.SelectMany(feature => feature.ToDo)
        .Where(source => source.Words is not null).ToDictionary(source => source.Kind, source => source.Words!.Value.Column));

    private static readonly string All =
        $"FROM ({string.Join("\nUNION ALL\n", Features.All.SelectMany(feature => feature.ToDo).Select(source => source.Select))}) w LEFT JOIN org o ON o.id = w.org_id";

    public static ToDoList Find(Tx tx)
    {
        var args = new { tx.Now, Shown };
        return new ToDoList(Items(tx, args), tx.Count($"SELECT COUNT(*) {All}", args));
    }

    private static List<ToDoItem> Items(Tx tx, object args) => tx.All<ToDoItem>(
        $"""
        SELECT w.kind, w.id, COALESCE(o.name, '') AS org_name, w.title, w.asked_by, w.person, w.unit, w.variant, w.words_cipher, w.quantity, w.measure, w.since, w.due_at {All}
        ORDER BY CASE WHEN w.due_at IS NULL THEN 1 ELSE 0 END, w.due_at, w.since, w.kind, w.id LIMIT @Shown
        """,
        args).ConvertAll(item => item with { Light = Lights.Of(tx.Now, item.Since, item.DueAt), Words = WordsOf(tx, item), WordsCipher = null });

    private static string WordsOf(Tx tx, ToDoItem item) => item.WordsCipher is { } cipher && Sealed.Value.TryGetValue(item.Kind, out var column) ? column.Open(tx.Vault, item.Id, cipher) ?? "" : "";
}
