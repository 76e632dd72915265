using ChatGov.Data;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Organisations;

/// <summary>Helan for 贺兰社区: communities, the estates in them and the places above, by what they sound like.</summary>
internal static class CommunitiesBySound
{
    private const int Most = 10;

    public static List<OrgName> Find(Tx tx, string typed) =>
    [
        .. Names(tx).Where(each => Pinyin.IsIn(each.Name, typed))
            .OrderBy(each => each.Rank).ThenBy(each => Pinyin.Begins(each.Name, typed) ? 0 : 1).ThenBy(each => each.Id)
            .DistinctBy(each => each.Id).Take(Most).Select(each => new OrgName { Id = each.Id, Name = each.Community }),
    ];

    private static List<Named> Names(Tx tx) => tx.All<Named>(
        $"""
        SELECT o.id, o.name AS community, o.name, 0 AS rank FROM org o WHERE o.kind IN ({OrgTree.CommunityKinds}) AND o.closed_at IS NULL
        UNION ALL
        SELECT o.id, o.name, e.name, 1 FROM estate e JOIN org o ON o.id = e.org_id WHERE o.kind IN ({OrgTree.CommunityKinds}) AND o.closed_at IS NULL
        UNION ALL
        SELECT o.id, o.name, p.name, 2 FROM org o JOIN org p ON p.id = o.parent_id WHERE o.kind IN ({OrgTree.CommunityKinds}) AND o.closed_at IS NULL
        """);

    private sealed record Named
    {
        public long Id { get; init; }

        public string Community { get; init; } = "";

        public string Name { get; init; } = "";

        public long Rank { get; init; }
    }
}
