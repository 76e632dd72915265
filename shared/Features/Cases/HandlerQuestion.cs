using System.Globalization;
using System.Text.RegularExpressions;
using ChatGov.Forms;
using ChatGov.Organisations;

namespace ChatGov.Cases;

/// <summary>Who works on a matter: somebody of the place, chosen or by name, or a unit by a part of its name.</summary>
public sealed partial class HandlerQuestion(string name) : Question<CaseHandler>(name)
{
    private const int MostShown = 8;
    private const string OfPerson = "p";
    private const string OfUnit = "u";

    public override IReadOnlyList<Option> Options(FormRun run) =>
    [
        .. Staff(run).Take(MostShown).Select(each => new Option(OfPerson + Code(each.Id), each.Name)),
        .. run.Tried(this) is { Length: > 1 } tried && !tried.All(char.IsDigit) ? OrgTree.Units(run.Tx, tried).Take(MostShown).Select(unit => new Option(OfUnit + Code(unit.Id), unit.Name)) : [],
    ];

    protected override Reading<CaseHandler> ReadValue(FormRun run, Said said)
    {
        if (said.Code is { } code)
        {
            return Read(code) is { } chosen ? Reading.Of(chosen) : Reading.Not<CaseHandler>();
        }

        var words = Bare().Replace(said.Words.Trim(), "");
        var people = Staff(run).FindAll(each => words.Length > 1 && each.Name.Contains(words, StringComparison.Ordinal));
        var units = words.Length > 1 ? OrgTree.Units(run.Tx, words) : [];
        return (people, units) switch
        {
            ([var person], []) => Reading.Of(CaseHandler.Person(person.Id)),
            ([], [var unit]) => Reading.Of(CaseHandler.Unit(unit.Id)),
            ([], []) => Reading.Not<CaseHandler>(),
            _ => Reading.Not<CaseHandler>(new Fault("assign_case.which")),
        };
    }

    protected override string DisplayValue(FormRun run, CaseHandler value) => value.OrgId is { } unit
        ? OrgTree.NameOf(run.Tx, unit) ?? ""
        : People.Persons.NameOf(run.Tx, value.PersonId!.Value);

    private static List<CaseStaff> Staff(FormRun run) => CaseRows.Find(run.Tx, run.Id) is { } row ? CaseHandlers.Among(run.Tx, row) : [];

    private static CaseHandler? Read(string code) => !long.TryParse(code.AsSpan(1), NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? null
        : code[..1] == OfPerson ? CaseHandler.Person(id)
        : code[..1] == OfUnit ? CaseHandler.Unit(id)
        : null;

    // 给供热公司吧.
    [GeneratedRegex("^(?:派给|交给|转给|分给|给|让|由)|(?:吧|呗|去办|来办|办理|处理|负责|办)$", RegexOptions.None, 250)]
    private static partial Regex Bare();

    private static string Code(long id) => id.ToString(CultureInfo.InvariantCulture);
}
