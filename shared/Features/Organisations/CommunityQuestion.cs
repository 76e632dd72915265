using System.Globalization;
using ChatGov.Forms;

namespace ChatGov.Organisations;

/// <summary>A community, by a part of its name or of a housing estate's. Several that fit are shown; the only one is taken.</summary>
public sealed class CommunityQuestion(string name) : Question<long>(name)
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

    protected override string DisplayValue(FormRun run, long value) => OrgTree.NameOf(run.Tx, value) ?? "";
}
