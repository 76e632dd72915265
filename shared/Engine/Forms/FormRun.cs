using System.Globalization;
using ChatGov.Data;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Forms;

/// <summary>A chat account: the messenger, the account there, and the chat in which it speaks.</summary>
public sealed record Speaker(string Channel, string UserId, string ChatId);

/// <summary>A form as far as somebody has answered it. Nothing in it changes: each answer makes the next one.</summary>
/// <param name="answers">What the session keeps: by question, what was said; by other names, what the form is about.</param>
public sealed class FormRun(Form form, Tx tx, string language, IReadOnlyDictionary<string, string> answers)
{
    private const string TriedPrefix = "tried.";
    private readonly Dictionary<Question, Reading<object>> _read = [];

    public Form Form { get; } = form;

    public Tx Tx { get; } = tx;

    public string Language { get; } = language;

    public IReadOnlyDictionary<string, string> Answers { get; } = answers;

    /// <summary>The chat account that answers, as the messenger vouches for it; null on a page.</summary>
    public Speaker? From { get; init; }

    /// <summary>Of the thing it is about.</summary>
    public long Id => Number(Form.Subject);

    public string this[string about] => Answers.GetValueOrDefault(about, "");

    public long Number(string about) => long.TryParse(this[about], NumberStyles.None, CultureInfo.InvariantCulture, out var number) ? number : 0;

    public bool Has(Question question) => question.Applies(this) && Read(question).IsRead;

    /// <exception cref="InvalidOperationException">It was not answered, and nothing is known.</exception>
    public T Of<T>(Question<T> question)
        where T : notnull => Read(question) is { IsRead: true } read
            ? (T)read.Value!
            : throw new InvalidOperationException($"{Form.Name}: {question.Name} is not answered");

    public T? Find<T>(Question<T> question)
        where T : struct => Has(question) ? (T)Read(question).Value! : null;

    /// <summary>Somebody said it: it was not only known, nor left as it is.</summary>
    public bool IsSaid(Question question) => Answers.ContainsKey(question.Name);

    public Said? SaidTo(Question question) => Answers.TryGetValue(question.Name, out var kept) ? Said.Of(kept, Tx.Now) : null;

    /// <summary>The first question that nothing answers yet; null when all are.</summary>
    public Question? Missing() => Form.Questions.FirstOrDefault(question => question.Applies(this) && !Read(question).IsRead);

    /// <summary>What was answered last to a question that looks for something by its name, and found none or several.</summary>
    public string Tried(Question question) => this[TriedPrefix + question.Name];

    public FormRun With(Question question, Said said) => With(question.Name, said.Kept());

    public FormRun WithTried(Question question, string words) => With(TriedPrefix + question.Name, words);

    public FormRun With(string name, string value) => Next(new Dictionary<string, string>(Answers, StringComparer.Ordinal) { [name] = value });

    /// <summary>Each answer that is shown, with what it is called.</summary>
    public IEnumerable<(Question Question, string Label, string Value)> Shown() =>
        from question in Form.Questions
        where question.Label is not null && Has(question)
        select (question, LabelOf(question), question.Display(this, Read(question).Value!));

    public string LabelOf(Question question) => question.Label is null ? "" : Say(question.Label).Split('|')[0];

    public string Say(string key, params ReadOnlySpan<(string Name, object Value)> args) => Catalog.Say(Language, key, args);

    public string Say(Fault fault) => Catalog.Say(Language, fault.Key, fault.Args);

    public Choice Choice(string key, string action, params ReadOnlySpan<(string Name, object Value)> args) => new(Say(key, args), action);

    public Reading<object> Read(Question question) => _read.TryGetValue(question, out var known) ? known : _read[question] = ReadAnew(question);

    private Reading<object> ReadAnew(Question question) =>
        SaidTo(question) is { } said && question.Read(this, said) is { IsRead: true } read ? read
        : question.Known(this) is { } known ? question.Read(this, known)
        : question.Default(this) is { } code ? question.Read(this, Said.Chosen(code, Tx.Now))
        : Reading.Not<object>();

    private FormRun Next(Dictionary<string, string> next) => new(Form, Tx, Language, next) { From = From };
}
