using ChatGov.Data;
using ChatGov.Texts;

namespace ChatGov.Organisations.Table;

/// <summary>
/// The open organisations by their paths: what the actor sees, and what stands above it. Of two siblings of one name each
/// says its kind: 旗/甲（街道）.
/// </summary>
internal sealed class OrgPaths
{
    private const string Known =
        """
        SELECT o.id, o.kind, o.parent_id, o.name FROM org o
        WHERE o.closed_at IS NULL AND (@ScopeOrg = 0
            OR EXISTS (SELECT 1 FROM org_closure g WHERE g.ancestor_id = @ScopeOrg AND (g.descendant_id = o.id OR g.descendant_id = o.partner_org_id))
            OR EXISTS (SELECT 1 FROM org_closure a WHERE a.ancestor_id = o.id AND a.descendant_id = @ScopeOrg))
        """;

    private readonly Dictionary<long, Place> _places = [];
    private readonly Dictionary<(long? Parent, string Name), int> _namesakes = [];
    private readonly Dictionary<long, int> _children = [];
    private readonly Dictionary<string, long> _ids = new(StringComparer.Ordinal);
    private bool _isStale = true;

    public OrgPaths(Tx tx)
    {
        foreach (var org in tx.All<OrgView>(Known, new { tx.ScopeOrg }))
        {
            Add(org.Id, new Place(org.ParentId, org.Kind, org.Name));
        }
    }

    public string Of(long? id) => id is { } known && _places.TryGetValue(known, out var place)
        ? Of(place.Parent) is { Length: > 0 } above ? above + OrgTable.PathSign + Said(place) : Said(place)
        : "";

    /// <returns>Null where there is none of this path.</returns>
    public long? Find(string path)
    {
        if (_isStale)
        {
            _ids.Clear();
            foreach (var id in _places.Keys)
            {
                _ids[Of(id)] = id;
            }

            _isStale = false;
        }

        return _ids.TryGetValue(path, out var found) ? found : null;
    }

    /// <summary>It was made, renamed or moved.</summary>
    public void Put(long id, long? parent, OrgKind kind, string name)
    {
        var isPlain = _children.GetValueOrDefault(id) == 0;
        if (_places.Remove(id, out var before))
        {
            isPlain &= --_namesakes[(before.Parent, before.Name)] == 0;
            Count(before.Parent, -1);
        }

        var path = before is null ? null : Of(before.Parent) + OrgTable.PathSign + before.Name;
        Add(id, new Place(parent, kind, name));
        if (_isStale |= !isPlain || _namesakes[(parent, name)] > 1)
        {
            return;
        }

        // The path of nothing else has changed.
        if (path is not null)
        {
            _ids.Remove(path);
        }

        _ids[Of(id)] = id;
    }

    private void Add(long id, Place place)
    {
        _places.Add(id, place);
        _namesakes[(place.Parent, place.Name)] = _namesakes.GetValueOrDefault((place.Parent, place.Name)) + 1;
        Count(place.Parent, 1);
    }

    private void Count(long? parent, int more)
    {
        if (parent is { } above)
        {
            _children[above] = _children.GetValueOrDefault(above) + more;
        }
    }

    private string Said(Place place) => _namesakes[(place.Parent, place.Name)] > 1
        ? $"{place.Name}（{Catalog.Name(Language.Chinese, place.Kind)}）"
        : place.Name;

    private sealed record Place(long? Parent, OrgKind Kind, string Name);
}
