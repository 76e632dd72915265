using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Forms;

namespace ChatGov.Organisations;

/// <summary>A community, by a part of its name or of a housing estate's. Several that fit are shown; the only one is taken.</summary>
public sealed partial class CommunityQuestion(string name) : Question<long>(name)
{
    private const int MostShown = 8;

    /// <summary>Asked when several fit.</summary>
    public required string Which { get; init; }

    public override IReadOnlyList<Option> Options(FormRun run) => run.Tried(this) is { Length: > 0 } tried
        ? [.. OrgTree.FindCommunities(run.Tx, tried).Take(MostShown).Select(org => new Option(org.Id.ToString(CultureInfo.InvariantCulture), org.Name))]
        : [];

    protected override Reading<long> ReadValue(FormRun run, Said said)
    {
        if (said.Code is { } code)
        {
            return long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && OrgTree.NameOf(run.Tx, id) is not null ? Reading.Of<long>(id) : Reading.Not<long>();
        }

        // 对，就是它: the only one that was shown.
        if (Assent.Read(said.Words) == true && Options(run) is [var shown])
        {
            return ReadValue(run, said with { Code = shown.Code });
        }

        var found = OrgTree.FindCommunities(run.Tx, said.Words);
        return found.Count == 1 ? Reading.Of<long>(found[0].Id)
            : found.Count == 0 ? Reading.Not<long>()
            : Reading.Not<long>(new Fault(Which));
    }

    /// <summary>A building named beside it is another answer: 贺兰山社区3号楼2单元.</summary>
    public override Piece? Find(FormRun run, string sentence, DateTimeOffset at) =>
        Building().Match(sentence) is { Success: true, Index: > 0 } match && OrgTree.FindCommunities(run.Tx, sentence[..match.Index]).Count == 1
            ? new Piece(sentence[..match.Index], sentence[match.Index..])
            : null;

    [GeneratedRegex("[0-9０-９一二三四五六七八九十]{1,3}\\s*(?:号楼|栋|号院|号|单元)", RegexOptions.None, 250)]
    private static partial Regex Building();

    protected override string DisplayValue(FormRun run, long value) => OrgTree.NameOf(run.Tx, value) ?? "";
}
