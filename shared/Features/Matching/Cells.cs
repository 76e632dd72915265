namespace ChatGov.Matching;

/// <summary>From the centre of the member's community to that of the task's; never from anyone's door.</summary>
public enum Distance
{
    HalfKilometre,
    OneKilometre,
    TwoKilometres,
    ThreeKilometres,
    Farther,

    /// <summary>One of the two has no coordinates, or both are the same place.</summary>
    Unknown,
}

/// <summary>How often the member was written to lately, as it fades: 0–1, 1–3, more.</summary>
public enum Pushes
{
    Few,
    Some,
    Many,
}

/// <summary>What acceptance is counted by.</summary>
/// <param name="Served">They have served this person before.</param>
public readonly record struct Cell(TaskKind Kind, Distance Distance, bool Own, bool Served, Pushes Pushes);

/// <summary>How many were invited and how many of them came.</summary>
public readonly record struct Tally(double Accepts, double Invited)
{
    public static Tally operator +(Tally one, Tally other) => new(one.Accepts + other.Accepts, one.Invited + other.Invited);
}

/// <summary>
/// The expected rate of acceptance of every cell, shrunk towards its parent (the cell without kind and pushes), and
/// the parent towards the global rate: gamma-Poisson shrinkage (Clayton and Kaldor 1987).
/// </summary>
public sealed class CellTable
{
    /// <summary>How many invitations the parent's rate counts for.</summary>
    public const double Weight = 20;

    private static readonly Tally Before = new(Accepts: 2, Invited: 40);
    private static readonly int Kinds = Enum.GetValues<TaskKind>().Length;
    private static readonly int Distances = Enum.GetValues<Distance>().Length;
    private static readonly int PushLevels = Enum.GetValues<Pushes>().Length;

    private readonly double[] _rates = new double[Kinds * Distances * 4 * PushLevels];

    public CellTable(Func<Cell, Tally> counted)
    {
        var all = Before;
        foreach (var cell in Cells())
        {
            all += counted(cell);
        }

        foreach (var family in Cells().GroupBy(cell => (cell.Distance, cell.Own, cell.Served)))
        {
            var together = family.Aggregate(default(Tally), (sum, cell) => sum + counted(cell));
            var (distance, own, served) = family.Key;
            var parent = Shrunk(together, all.Accepts / all.Invited * Expected(distance, own, served));
            foreach (var cell in family)
            {
                _rates[Index(cell)] = Shrunk(counted(cell), parent);
            }
        }
    }

    /// <summary>Nothing counted yet.</summary>
    public static CellTable Prior { get; } = new(_ => default);

    public double this[in Cell cell] => _rates[Index(cell)];

    public static IEnumerable<Cell> Cells() =>
        from kind in Enum.GetValues<TaskKind>()
        from distance in Enum.GetValues<Distance>()
        from own in new[] { false, true }
        from served in new[] { false, true }
        from pushes in Enum.GetValues<Pushes>()
        select new Cell(kind, distance, own, served, pushes);

    private static double Shrunk(Tally counted, double parent) => (counted.Accepts + (Weight * parent)) / (counted.Invited + Weight);

    // What we expect of a family before anything is counted, as a multiple of the global rate. Our own guess, to give the
    // first lists an order; counting overrules it.
    private static double Expected(Distance distance, bool own, bool served) => distance switch
    {
        Distance.HalfKilometre => 1.6,
        Distance.OneKilometre => 1.3,
        Distance.TwoKilometres or Distance.Unknown => 1.0,
        Distance.ThreeKilometres => 0.8,
        Distance.Farther => 0.5,
    } * (own ? 2.0 : 1.0) * (served ? 2.0 : 1.0);

    private static int Index(in Cell cell) =>
        ((((((int)cell.Kind * Distances) + (int)cell.Distance) * 2) + (cell.Own ? 1 : 0)) * 2 + (cell.Served ? 1 : 0)) * PushLevels + (int)cell.Pushes;
}
