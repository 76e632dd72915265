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
    public static Dictionary<long, double> MetresFrom(Tx tx, long orgId)
    {
        var places = tx.All<Place>(
            $"SELECT id, latitude, longitude FROM org WHERE kind IN ({Organisations.OrgTree.CommunityKinds}) AND latitude IS NOT NULL AND longitude IS NOT NULL");
        return places.Find(place => place.Id == orgId) is { } home
            ? places.Where(place => place.Id != orgId).ToDictionary(place => place.Id, place => Metres(home, place))
            : [];
    }

    /// <summary>The haversine formula: good to half a percent, which is more than the rounding leaves.</summary>
    private static double Metres(Place one, Place other)
    {
        var (latitude, longitude) = (Radians(other.Latitude - one.Latitude), Radians(other.Longitude - one.Longitude));
        var chord = Math.Pow(Math.Sin(latitude / 2), 2)
            + (Math.Cos(Radians(one.Latitude)) * Math.Cos(Radians(other.Latitude)) * Math.Pow(Math.Sin(longitude / 2), 2));
        return 2 * EarthRadius * Math.Asin(Math.Min(1, Math.Sqrt(chord)));
    }

    private static double Radians(double degrees) => degrees * Math.PI / 180;

    private sealed record Place
    {
        public long Id { get; init; }

        public double Latitude { get; init; }

        public double Longitude { get; init; }
    }
}
