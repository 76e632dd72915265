using ChatGov.Data;
using ChatGov.Deadlines;

namespace ChatGov.Agreements;

/// <summary>What was promised and received in one calendar year, made from the rows; nobody writes a report.</summary>
/// <param name="Whose">The agreement's title, or the organisation's name.</param>
/// <param name="Care">The visits of a community by tier, for its own secretary; empty for everybody else.</param>
/// <param name="Lines">What was promised and received, line by line.</param>
public sealed record YearPage(int Year, string Whose, IReadOnlyList<YearLine> Lines, IReadOnlyList<Care.CareYearLine> Care);

/// <summary>One commitment in one year.</summary>
public sealed record YearLine
{
    public long CommitmentId { get; init; }

    /// <summary>The title of the agreement.</summary>
    public string Agreement { get; init; } = "";

    public string Giver { get; init; } = "";

    public string Receiver { get; init; } = "";

    public string What { get; init; } = "";

    public string Measure { get; init; } = "";

    /// <summary>What came due between the first and the last day of the year, as far as it has passed.</summary>
    public long Due { get; init; }

    /// <summary>What the receiver confirmed of what was given in the year.</summary>
    public long Received { get; init; }

    /// <summary>The same by month, January first.</summary>
    public IReadOnlyList<long> ByMonth { get; init; } = [];
}

/// <summary>年度页: of one agreement, or of all agreements of a community or unit. Two statements, however many there are.</summary>
public static class YearPages
{
    private const int Months = 12;
    private const int FirstYear = 2000;
    private const int LastYear = 2100;

    public static Outcome<YearPage> OfAgreement(Tx tx, long id, int? year) => AgreementLists.Find(tx, id).Then(
        view => Make(tx, year, view.Agreement.Title, "a.id = @id", new { id }, careOf: null));

    public static Outcome<YearPage> OfOrganisation(Tx tx, long id, int? year) => Organisations.OrgViews.Find(tx, id).Then(
        org => Make(tx, year, org.Name, "(c.giver_id = @id OR c.receiver_id = @id)", new { id }, careOf: id));

    private static Outcome<YearPage> Make(Tx tx, int? wanted, string whose, string which, object of, long? careOf)
    {
        var year = wanted ?? Shanghai.Local(tx.Now).Year;
        if (year is < FirstYear or > LastYear)
        {
            return RefusalCode.DateNotAhead;
        }

        var (first, end) = (Shanghai.At(new DateOnly(year, 1, 1), TimeOnly.MinValue), Shanghai.At(new DateOnly(year + 1, 1, 1), TimeOnly.MinValue));
        var args = new Dapper.DynamicParameters(of);
        args.Add("first", first.ToUnixTimeMilliseconds());
        args.Add("end", end.ToUnixTimeMilliseconds());
        var rows = tx.All<Row>(
            $"""
            SELECT c.id, a.number, a.term, a.starts_at, g.name AS giver, r.name AS receiver, c.what, c.measure, c.per, c.quantity, c.promised, c.until_at
            FROM commitment c JOIN agreement a ON a.id = c.agreement_id JOIN org g ON g.id = c.giver_id JOIN org r ON r.id = c.receiver_id
            WHERE {which} AND a.active_since IS NOT NULL AND c.state <> {CommitmentMachine.Waived} AND a.starts_at < @end AND c.until_at > @first
            ORDER BY a.number, a.term, c.position
            """,
            args);
        var received = tx.All<Given>(
            $"""
            SELECT d.commitment_id, d.delivered_at, d.quantity
            FROM delivery d JOIN commitment c ON c.id = d.commitment_id JOIN agreement a ON a.id = c.agreement_id
            WHERE {which} AND d.confirmed_at IS NOT NULL AND d.delivered_at >= @first AND d.delivered_at < @end
            """,
            args).ToLookup(given => given.CommitmentId);
        return new YearPage(
            year, whose, rows.ConvertAll(row => Line(row, received[row.Id], first, tx.Now < end ? tx.Now : end)),
            careOf is { } community ? ChatGov.Care.CareYears.Of(tx, community, first, end) : []);
    }

    private static YearLine Line(Row row, IEnumerable<Given> given, DateTimeOffset first, DateTimeOffset until)
    {
        var byMonth = new long[Months];
        foreach (var each in given)
        {
            byMonth[Shanghai.Local(each.DeliveredAt).Month - 1] += each.Quantity;
        }

        return new YearLine
        {
            CommitmentId = row.Id,
            Agreement = row.Term == 1 ? row.Number : $"{row.Number}-{row.Term}",
            Giver = row.Giver,
            Receiver = row.Receiver,
            What = row.What,
            Measure = row.Measure,
            Due = DueBy(row, until) - DueBy(row, first),
            Received = byMonth.Sum(),
            ByMonth = byMonth,
        };
    }

    private static long DueBy(Row row, DateTimeOffset day) =>
        Math.Min(row.Promised, row.Quantity * CommitmentPeriods.Over(row.Per, row.StartsAt, row.UntilAt, day));

    private sealed record Row
    {
        public long Id { get; init; }

        public string Number { get; init; } = "";

        public long Term { get; init; }

        public DateTimeOffset StartsAt { get; init; }

        public string Giver { get; init; } = "";

        public string Receiver { get; init; } = "";

        public string What { get; init; } = "";

        public string Measure { get; init; } = "";

        public CommitmentPeriod Per { get; init; }

        public long Quantity { get; init; }

        public long Promised { get; init; }

        public DateTimeOffset UntilAt { get; init; }
    }

    private sealed record Given
    {
        public long CommitmentId { get; init; }

        public DateTimeOffset DeliveredAt { get; init; }

        public long Quantity { get; init; }
    }
}
