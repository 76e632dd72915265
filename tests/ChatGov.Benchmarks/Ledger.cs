using System.Globalization;
using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Paging;
using ChatGov.People;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Benchmarks;

/// <summary>
/// The ledger with 100 000 matters of 147 communities over three years: a page of it, what is late, the books and what may be a duplicate, each
/// beside the same rows read by hand-written statements, prepared.
/// </summary>
internal static class Ledger
{
    private const int Matters = 100_000;
    private const int Communities = 147;
    private const int Lately = 60;
    private const int Days = 1_095;

    private const string PageByHand =
        """
        SELECT c.id, o.name, c.kind, c.source, c.state, c.due_at, c.work_due_at, c.created_at FROM ledger_case c JOIN org o ON o.id = c.org_id
        WHERE c.org_id = @org ORDER BY c.id LIMIT 51
        """;

    private const string LateByHand =
        """
        SELECT c.id, o.name, c.kind, c.source, c.state, c.due_at, c.work_due_at, c.created_at FROM ledger_case c JOIN org o ON o.id = c.org_id
        WHERE c.org_id = @org AND c.work_due_at < @now AND c.state IN ('Assigned', 'InProgress', 'Returned', 'Reopened', 'Escalated') ORDER BY c.id LIMIT 51
        """;

    private const string BooksByHand = "SELECT source, state, COUNT(*) FROM ledger_case GROUP BY source, state";

    public static async Task Measure(string provider, string where)
    {
        await using var db = Stores.Open(provider, where);
        var (banner, org, secretary, office, id) = await Populate(db);
        using var connection = db.OpenRaw();
        ByHand.Analyse(connection);
        using var pageByHand = ByHand.Prepare(connection, PageByHand, ("@org", org));
        using var lateByHand = ByHand.Prepare(connection, LateByHand, ("@org", org), ("@now", TimeProvider.System.GetUtcNow().ToUnixTimeMilliseconds()));
        using var booksByHand = ByHand.Prepare(connection, BooksByHand);
        var own = new Actor(secretary, Grant: new Grant(1, Role.Secretary, org));
        var all = new Actor(office, Grant: new Grant(2, Role.BannerOffice, banner));
        var page = new PageRequest(0, 50);

        Beside(provider, "a page of one community", pageByHand, () => db.Read(tx => CaseLists.All(tx.As(own), new CaseFilter(), page)));
        Beside(provider, "what is late in it", lateByHand, () => db.Read(tx => CaseLists.All(tx.As(own), new CaseFilter(Late: true), page)));
        Beside(provider, "a page of the banner", pageByHand, () => db.Read(tx => CaseLists.All(tx.As(all), new CaseFilter(), page)));
        Beside(provider, "the books of the banner", booksByHand, () => db.Read(tx => CaseBooks.Report(tx.As(all), new CaseBooksFilter(banner)).Value));
        Beside(provider, "the books by place", booksByHand, () => db.Read(tx => CaseBooks.Report(tx.As(all), new CaseBooksFilter(banner, By: CaseBooksBy.Place)).Value));
        Beside(provider, "the books as they stood a year ago", booksByHand, () => db.Read(tx => CaseBooks.Report(tx.As(all), new CaseBooksFilter(banner, At: tx.Now.AddYears(-1))).Value));
        Measured.Of(() => db.Read(tx => CaseDuplicates.Of(tx.As(own), id).Value), runs: 50).Say($"{provider}: what may be a duplicate, of {Lately} of two weeks");
    }

    private static void Beside(string provider, string what, System.Data.Common.DbCommand hand, Action ours)
    {
        var bare = Measured.Of(() => ByHand.ReadAll(hand), runs: 50);
        Measured.Of(ours, runs: 50).Say($"{provider}: {what}", bare);
    }

    private static Task<(long Banner, long Org, long Secretary, long Office, long Last)> Populate(Db db) => db.Write(tx =>
    {
        var banner = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Banner, Name = "旗" }).Value;
        var street = OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Street, ParentId = banner, Name = "街道" }).Value;
        var orgs = Enumerable.Range(0, Communities)
            .Select(i => OrgTree.Create(tx, new NewOrg { Kind = OrgKind.Community, ParentId = street, Name = string.Create(CultureInfo.InvariantCulture, $"社区{i}") }).Value).ToList();
        var secretary = Joining.Agree(tx, new ChatOwner("fake", "s", "s"), Language.Chinese);
        var office = Joining.Agree(tx, new ChatOwner("fake", "b", "b"), Language.Chinese);
        Staff.Appoint(tx, secretary, Role.Secretary, orgs[70], tx.Now, until: null);
        Staff.Appoint(tx, office, Role.BannerOffice, banner, tx.Now, until: null);
        Fill(tx, orgs[0]);
        tx.Audit("ledger_case", 0, "populate");
        var last = 0L;
        tx.As(Actor.Person(secretary));
        foreach (var i in Enumerable.Range(0, Lately))
        {
            last = CaseSpeakingUp.WriteDown(tx, orgs[70], new CaseReport { Kind = CaseKind.Repair, Words = $"{i % 12}号楼{i % 3}单元的灯黑了{i}天了，没人修", Contact = "王阿姨 19900001234" }).Value.Id;
        }

        return (banner, orgs[70], secretary, office, last);
    });

    /// <summary>Deterministic: nine of ten are over.</summary>
    private static void Fill(Tx tx, long first)
    {
        tx.Run(
            $"""
            WITH RECURSIVE numbers (n) AS (SELECT 1 UNION ALL SELECT n + 1 FROM numbers WHERE n < {Matters})
            INSERT INTO ledger_case (id, org_id, kind, source, state, reach, created_at, accepted_at, moved_at, ended_at, work_from_at, work_due_at, closing, solved, rating)
            SELECT CAST(n AS BIGINT), @first + n % {Communities}, CASE n % 3 WHEN 0 THEN 'Repair' WHEN 1 THEN 'Environment' ELSE 'Help' END,
                   CASE n % 5 WHEN 0 THEN 'SelfReview' WHEN 1 THEN 'OpenAdvice' ELSE 'Resident' END,
                   CASE n % 20 WHEN 0 THEN 'InProgress' WHEN 1 THEN 'Received' ELSE 'Closed' END, 'None',
                   @begin + CAST(n % {Days} AS BIGINT) * 86400000, @begin + CAST(n % {Days} AS BIGINT) * 86400000, @begin + CAST(n % {Days} AS BIGINT) * 86400000 + 172800000,
                   CASE WHEN n % 20 > 1 THEN @begin + CAST(n % {Days} AS BIGINT) * 86400000 + 172800000 END, @begin + CAST(n % {Days} AS BIGINT) * 86400000, @begin + CAST(n % {Days} AS BIGINT) * 86400000 + 604800000,
                   CASE WHEN n % 20 > 1 THEN 'Look' END, CASE WHEN n % 20 > 1 THEN TRUE END, CASE WHEN n % 7 = 3 AND n % 20 > 1 THEN 'Satisfied' END
            FROM numbers
            """,
            new { first, begin = tx.Now.AddDays(-Days).ToUnixTimeMilliseconds() });
        tx.Run("INSERT INTO case_step (case_id, at, state) SELECT id, created_at, 'Received' FROM ledger_case");
        tx.Run("INSERT INTO case_step (case_id, at, state) SELECT id, moved_at, state FROM ledger_case WHERE state <> 'Received'");
        tx.NextIds("ledger_case", Matters);
    }
}
