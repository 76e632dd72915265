using System.Globalization;
using ChatGov.Forms;
using ChatGov.Registrations;

namespace ChatGov.Care;

/// <summary>One of those who serve in the community, by choice or by name; for a minor only of those who have been checked.</summary>
public sealed class VisitorQuestion(string name) : Question<long>(name)
{
    /// <summary>A choice that names nobody.</summary>
    private const long Nobody = 0;

    private const int MostShown = 8;

    /// <summary>The text of that choice; null where somebody has to be named.</summary>
    public Func<FormRun, string?> NobodyText { get; init; } = _ => null;

    /// <summary>Whom it may not be.</summary>
    public Func<FormRun, long?> Except { get; init; } = _ => null;

    public override IReadOnlyList<Option> Options(FormRun run)
    {
        var people = Find(run, "").Take(MostShown).Select(person => new Option(Code(person.Id), person.Name));
        return NobodyText(run) is { } text ? [new Option(Code(Nobody), run.Say(text)), .. people] : [.. people];
    }

    protected override Reading<long> ReadValue(FormRun run, Said said)
    {
        if (said.Code is { } code)
        {
            return long.TryParse(code, NumberStyles.None, CultureInfo.InvariantCulture, out var id) && (id != Nobody || NobodyText(run) is not null) ? Reading.Of<long>(id) : Reading.Not<long>();
        }

        var named = Find(run, said.Words.Trim());
        return named is [var only] ? Reading.Of<long>(only.Id)
            : Options(run).FirstOrDefault(option => option.Code == Code(Nobody))?.Label == said.Words.Trim() ? Reading.Of<long>(Nobody)
            : named.Count > 1 ? Reading.Not<long>(new Fault("care_pair.namesakes", ("name", said.Words.Trim())))
            : Reading.Not<long>();
    }

    protected override string DisplayValue(FormRun run, long value) =>
        value == Nobody ? run.Say("care_pair.only_one") : run.Tx.First<string>("SELECT name FROM person WHERE id = @value", new { value }) ?? "";

    /// <summary>Whoever went there before stands first.</summary>
    private List<Visitor> Find(FormRun run, string named) => CareLists.FindOwn(run.Tx, run.Id) is not { } plan ? [] : run.Tx.All<Visitor>(
        $"""
        SELECT p.id, p.name FROM registration r JOIN person p ON p.id = r.person_id
        WHERE r.org_id = @OrgId AND r.state IN ({RegistrationMachine.Open}) AND r.state IN ({RegistrationMachine.Serving})
          AND (@named = '' OR p.name = @named) AND p.id <> @except
          AND (NOT @IsMinor OR EXISTS (SELECT 1 FROM qualification q WHERE q.person_id = p.id AND q.kind = 'MinorClearance' AND q.valid_until > @Now))
        ORDER BY CASE WHEN EXISTS (SELECT 1 FROM care_visit v WHERE v.plan_id = @Id AND v.done_by = p.id) THEN 0 ELSE 1 END, p.name, p.id
        LIMIT 20
        """,
        new { plan.OrgId, plan.IsMinor, plan.Id, named, except = Except(run) ?? 0, run.Tx.Now });

    private static string Code(long id) => id.ToString(CultureInfo.InvariantCulture);

    private sealed record Visitor
    {
        public long Id { get; init; }

        public string Name { get; init; } = "";
    }
}
