using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.Forms;

/// <summary>
/// One question of a form: how it is asked, read and shown. It knows neither chat nor page; both draw it, by the
/// texts of the catalogs that it names.
/// </summary>
public abstract class Question(string name)
{
    /// <summary>As the session knows it.</summary>
    public string Name { get; } = name;

    /// <summary>The text that asks it.</summary>
    public required string Ask { get; init; }

    /// <summary>What comes behind the name of that text, where one question is put in several ways.</summary>
    public Func<FormRun, string> Variant { get; init; } = _ => "";

    /// <summary>Said when an answer does not do: what would.</summary>
    public required Fault Unclear { get; init; }

    /// <summary>
    /// The text with the words for it, the first of which stands in the summary: <c>地点|在哪儿|集合点</c>. Null for what is neither shown nor
    /// corrected by name.
    /// </summary>
    public string? Label { get; init; }

    /// <summary>Asked, and shown, only then.</summary>
    public Func<FormRun, bool> Applies { get; init; } = _ => true;

    /// <summary>What is known without asking, such as the only community somebody runs.</summary>
    public Func<FormRun, Said?> Known { get; init; } = _ => null;

    /// <summary>What counts where nothing was said: it is not asked, but shown in the summary and corrected there.</summary>
    public Func<FormRun, string?> Default { get; init; } = _ => null;

    /// <summary>Refusals of the act that are mended by another answer to this question.</summary>
    public IReadOnlyList<RefusalCode> Mends { get; init; } = [];

    /// <summary>Only what somebody says of themselves answers it: 我老婆周六有空 does not.</summary>
    public bool IsAboutOneself { get; init; }

    /// <summary>A photo may come with the words; it is never needed.</summary>
    public bool TakesPhotos { get; init; }

    /// <summary>What the text that asks it names.</summary>
    public Func<FormRun, (string Name, object Value)[]> About { get; init; } = _ => [];

    /// <summary>A further line below it; empty for none.</summary>
    public Func<FormRun, string> Note { get; init; } = _ => "";

    /// <summary>Buttons that stand with it and answer nothing, such as the photos of what is asked about.</summary>
    public Func<FormRun, IEnumerable<Choice>> Beside { get; init; } = _ => [];

    /// <summary>Several of what can be chosen may be taken at once.</summary>
    public virtual bool TakesSeveral => false;

    /// <summary>Any sentence could be an answer.</summary>
    public virtual bool TakesAnyWords => false;

    /// <summary>The question, as it is put now.</summary>
    public virtual string Put(FormRun run) => Note(run) is { Length: > 0 } note ? Main(run) + "\n" + note : Main(run);

    /// <summary>What can be chosen.</summary>
    public virtual IReadOnlyList<Option> Options(FormRun run) => [];

    /// <summary>The piece of a sentence that plainly answers it, whatever else the sentence says; null for none.</summary>
    public virtual Piece? Find(FormRun run, string sentence, DateTimeOffset at) => null;

    /// <summary>Every sentence is its own to hear: what it does not take it asks back about, and that is no miss.</summary>
    public virtual bool HearsAll => false;

    /// <summary>Half of an answer is kept until the other half comes.</summary>
    public virtual bool KeepsParts => false;

    /// <summary>What is kept of words that are no answer, for the next try; empty to keep what was kept before.</summary>
    public virtual string Part(FormRun run, string words, DateTimeOffset at) => words;

    /// <summary>An answer with what was said before and still holds.</summary>
    public virtual Said Completed(FormRun run, Said said) => said;

    public abstract Reading<object> Read(FormRun run, Said said);

    private string Main(FormRun run) => run.Say(Ask + Variant(run), About(run));

    public abstract string Display(FormRun run, object value);
}

/// <param name="Code">What it stands for; kept.</param>
public sealed record Option(string Code, string Label);

/// <typeparam name="T">What an answer is read as.</typeparam>
public abstract class Question<T>(string name) : Question(name)
    where T : notnull
{
    public sealed override Reading<object> Read(FormRun run, Said said) => ReadValue(run, said).Boxed();

    public sealed override string Display(FormRun run, object value) => DisplayValue(run, (T)value);

    protected abstract Reading<T> ReadValue(FormRun run, Said said);

    protected abstract string DisplayValue(FormRun run, T value);
}
