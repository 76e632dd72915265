using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>A person's own name, with the <see cref="NameTalk"/> about it.</summary>
public sealed class NameQuestion : Question<string>
{
    public NameQuestion(string name)
        : base(name) => Beside = WayOut;

    public override bool HearsAll => true;

    public override bool KeepsParts => true;

    public override string Part(FormRun run, string words, DateTimeOffset at) => TalkIn(run).IsAsked && (words == NameTalk.No || Assent.Read(words) == false) ? NameTalk.No : words;

    /// <summary>A yes says that what was asked about is the name, whatever it looks like.</summary>
    public override Said Completed(FormRun run, Said said) =>
        !ReadValue(run, said).IsRead && TalkIn(run).Hear(said.Words, said.Code).Name is { } name ? new Said("", name, said.At) : said;

    public override IReadOnlyList<Option> Options(FormRun run) => TalkIn(run) is { IsAsked: true, Name: var name }
        ? [new(NameTalk.Yes, run.Say("name.yes", ("name", name))), new(NameTalk.No, run.Say("name.no"))]
        : [];

    public override string Put(FormRun run) => TalkIn(run).Say(run.Language, base.Put(run));

    protected override Reading<string> ReadValue(FormRun run, Said said) =>
        (said.Code is { } code ? code is NameTalk.Yes or NameTalk.No ? null : code : NameTalk.Open.Hear(said.Words).Name) is { } name
            ? Reading.Of<string>(name)
            : Reading.Not<string>();

    protected override string DisplayValue(FormRun run, string value) => value;

    private NameTalk TalkIn(FormRun run) => run.Tried(this) switch
    {
        "" => run.IsSaid(this) ? NameTalk.Open : Former(run),
        NameTalk.No => NameTalk.Open,
        var tried => NameTalk.Open.Hear(tried).Next,
    };

    /// <summary>As conversations kept it that were no forms yet.</summary>
    private static NameTalk Former(FormRun run) =>
        Enum.TryParse<NameDoubt>(run["name_doubt"], out var doubt) ? new NameTalk(run["doubted_name"], doubt) : NameTalk.Open;

    private IEnumerable<Choice> WayOut(FormRun run) => TalkIn(run).Doubt == NameDoubt.Refusal ? [run.Choice("name.leave", ChatActions.Cancel.Name)] : [];
}
