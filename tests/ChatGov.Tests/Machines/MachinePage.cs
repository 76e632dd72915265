using System.Globalization;
using System.Text;
using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Tests.Machines;

/// <summary>Writes the page of all state machines from their tables: a diagram and a table each.</summary>
internal static class MachinePage
{
    public const string WriteVariable = "CHATGOV_WRITE_DOCS";

    public static string Text()
    {
        var page = new StringBuilder();
        page.Append(CultureInfo.InvariantCulture,
            $"""
            # State machines

            Generated from the tables in the code; do not edit. A test fails when this page is not current, and
            `{WriteVariable}=1 dotnet test --filter FullyQualifiedName~MachinePageTests` writes it anew.

            `System` is the program itself, at its time or in consequence of somebody's step. A state with an arrow to the
            end is one in which a thing may rest for ever.

            """);
        foreach (var machine in Features.All.SelectMany(feature => feature.Machines))
        {
            Add(page, machine.Title, (dynamic)machine);
        }

        return page.ToString();
    }

    private static void Add<TState>(StringBuilder page, string title, Machine<TState> machine)
        where TState : struct, Enum
    {
        page.Append(CultureInfo.InvariantCulture, $"\n## {title}\n\n```mermaid\nstateDiagram-v2\n");
        foreach (var row in machine.Transitions)
        {
            page.Append(CultureInfo.InvariantCulture, $"    {From(row, "[*]")} --> {row.To}: {Names(row.By)}\n");
        }

        foreach (var state in machine.Terminal)
        {
            page.Append(CultureInfo.InvariantCulture, $"    {state} --> [*]\n");
        }

        page.Append("```\n\n| From | To | Who | Guard | Limit | Reason |\n|---|---|---|---|---|---|\n");
        foreach (var row in machine.Transitions)
        {
            page.Append(CultureInfo.InvariantCulture,
                $"| {From(row, "–")} | {row.To} | {Names(row.By)} | {row.Guard} | {row.Limit} | {(row.Reason ? "given" : "")} |\n");
        }
    }

    private static string From<TState>(Transition<TState> row, string none)
        where TState : struct, Enum => row.From?.ToString() ?? none;

    private static string Names(Who who) => string.Join(", ", Enum.GetValues<Who>().Where(each => each != Who.None && who.HasFlag(each)));
}
