using ChatGov.Data;
using ChatGov.Organisations.Table;
using ChatGov.Rights;

namespace ChatGov.Cases.Table;

/// <summary>The places that a cell may name: those that the actor sees, by their path or the end of it, 街道/社区 or 社区, as long as one alone ends so.</summary>
internal sealed class CasePlaces
{
    private const string Offices = "'Banner', 'Zone', 'Street', 'Town', 'Sumu'";

    private static readonly string Seen = $"SELECT o.id FROM org o WHERE o.closed_at IS NULL AND o.kind IN ({Can.CommunityKinds}, {Offices}) AND {Can.See.On("o.id")}";

    private static readonly string Led =
        $"""
        SELECT o.id FROM org o WHERE o.closed_at IS NULL
            AND ((o.kind IN ({Can.CommunityKinds}) AND {Can.AnswerCases.On("o.id")}) OR (o.kind IN ({Offices}) AND {Can.OverseeCases.On("o.id")}))
        """;

    private readonly Dictionary<string, long?> _byEnding = new(StringComparer.Ordinal);
    private readonly HashSet<long> _led;

    public CasePlaces(Tx tx)
    {
        _led = [.. tx.All<long>(Led)];
        var paths = new OrgPaths(tx);
        foreach (var id in tx.All<long>(Seen))
        {
            foreach (var ending in Endings(paths.Of(id)))
            {
                _byEnding[ending] = _byEnding.ContainsKey(ending) ? null : id;
            }
        }
    }

    /// <summary>Nobody needs to be told which: there is one alone.</summary>
    public long? Only => _led.Count == 1 ? _led.First() : null;

    /// <returns>Null where there is none, or more than one.</returns>
    public long? Find(string path) => _byEnding.GetValueOrDefault(path.Replace('／', OrgTable.PathSign));

    /// <summary>The actor may put matters on its ledger.</summary>
    public bool IsLed(long id) => _led.Contains(id);

    private static IEnumerable<string> Endings(string path)
    {
        yield return path;
        for (var at = path.IndexOf(OrgTable.PathSign, StringComparison.Ordinal); at >= 0; at = path.IndexOf(OrgTable.PathSign, at + 1))
        {
            yield return path[(at + 1)..];
        }
    }
}
