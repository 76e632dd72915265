using ChatGov.Data;

namespace ChatGov.Matching;

/// <summary>How far communities are from each other, where their centres are known.</summary>
internal static class Places
{
    private const double EarthRadius = 6_371_000;

    /// <summary>
    /// To every other community with coordinates, in metres; nothing where one's own has none. Within one community the
    /// way is not known any better than that.
    /// </summary>
    public static Dictionary<long, double> MetresFrom(IReadOnlyList<Community> communities, long orgId)
    {
        var places = communities.Where(each => each is { Latitude: not null, Longitude: not null }).ToList();
        return places.Find(place => place.Id == orgId) is { } home
            ? places.Where(place => place.Id != orgId).ToDictionary(place => place.Id, place => Metres(home, place))
            : [];
    }

    /// <summary>The haversine formula: good to half a percent, which is more than the rounding leaves.</summary>
    private static double Metres(Community one, Community other)
    {
        var (latitude, longitude) = (Radians(other.Latitude!.Value - one.Latitude!.Value), Radians(other.Longitude!.Value - one.Longitude!.Value));
        var chord = Math.Pow(Math.Sin(latitude / 2), 2)
            + (Math.Cos(Radians(one.Latitude.Value)) * Math.Cos(Radians(other.Latitude.Value)) * Math.Pow(Math.Sin(longitude / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;
}

/// <summary>A community, or a gacha: what it is called and where its centre is, where that is known.</summary>
internal sealed record Community
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public double? Latitude { get; init; }

    public double? Longitude { get; init; }

    public static List<Community> All(Tx tx) => tx.All<Community>($"SELECT id, name, latitude, longitude FROM org WHERE kind IN ({Organisations.OrgTree.CommunityKinds})");
}
