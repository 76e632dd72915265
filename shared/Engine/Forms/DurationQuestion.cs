using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Forms;

/// <summary>How long something took, in minutes: 两小时, 90分钟.</summary>
public sealed class DurationQuestion(string name) : Question<long>(name)
{
    // 少了一个小时 says a difference, not a length.
    private static readonly string[] Differences = WordList.Of("form.difference");

    protected override Reading<long> ReadValue(FormRun run, Said said) =>
        WordList.IsIn(said.Words, Differences) ? Reading.Not<long>(new Fault("form.say_the_whole")) :
        (said.Code is { } code && long.TryParse(code, out var kept) ? kept : Minutes.Read(said.Words)) is { } minutes ? Reading.Of(minutes) : Reading.Not<long>();

    protected override string DisplayValue(FormRun run, long value) => Show.Value(run.Language, new Length(value));
}
