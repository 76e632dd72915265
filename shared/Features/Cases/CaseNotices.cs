using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Cases;

/// <summary>Who is told what of a matter. Whoever reported it hears what is done, never who is slow with it.</summary>
internal static class CaseNotices
{
    /// <summary>Whoever reported it, and those whose matters were found to be the same; nobody where none did.</summary>
    public static void ToReporters(Tx tx, Case row, string key, params (string Name, object Value)[] args) => ToReporters(tx, row, key, [], args);

    public static void ToReporters(Tx tx, Case row, string key, IReadOnlyList<Func<long, LabelledChoice>> choices, params (string Name, object Value)[] args)
    {
        ToOwnReporter(tx, row, key, choices, args);
        foreach (var merged in CaseLists.MergedInto(tx, row.Id))
        {
            ToOwnReporter(tx, merged with { Kind = row.Kind }, key, choices, args);
        }
    }

    /// <summary>Whoever reported this one, and nobody whose matter goes on with it.</summary>
    public static void ToOwnReporter(Tx tx, Case row, string key, IReadOnlyList<Func<long, LabelledChoice>> choices, params (string Name, object Value)[] args)
    {
        if (row.ReporterId is { } reporter)
        {
            tx.Send(
                reporter, choices.Count > 0 ? OutboxKind.Choice : OutboxKind.News, key, [("id", row.Id), ("kind", new Named<CaseKind>(row.Kind)), .. args],
                new SendOptions { Choices = [.. choices.Select(choice => choice(row.Id))] });
        }
    }

    /// <summary>Who leads: the community's people, or the office above that has it.</summary>
    public static void ToLeads(Tx tx, Case row, string key, params (string Name, object Value)[] args) => ToLeads(tx, row, key, [], args);

    public static void ToLeads(Tx tx, Case row, string key, IReadOnlyList<LabelledChoice> more, params (string Name, object Value)[] args)
    {
        var leads = Leads(tx, row);
        if (leads.Count == 0)
        {
            Vacancies.Tell(tx, row.OrgId);
        }

        Tell(tx, row, leads, key, more, args);
    }

    /// <summary>Who leads, of danger each, of the rest once a day for all that wait: a ledger of hundreds that came in at once is one message.</summary>
    public static void ThatSomethingWaits(Tx tx, Case row)
    {
        var leads = Leads(tx, row);
        if (row.Urgent || leads.Count == 0)
        {
            ToLeads(tx, row, "case.notice.triage_due");
            return;
        }

        foreach (var officer in leads)
        {
            tx.Send(officer, OutboxKind.Choice, "case.notice.triage_waits", [("community", row.OrgName)], new SendOptions
            {
                DedupeKey = string.Create(CultureInfo.InvariantCulture, $"cases wait {officer} {row.OrgId} {Deadlines.Shanghai.DayKey(tx.Now)}"),
                Choices = [ToList],
            });
        }
    }

    public static void ToHandler(Tx tx, Case row, string key, params (string Name, object Value)[] args) => Tell(tx, row, CaseHandlers.Of(tx, row), key, [], args);

    /// <summary>Whoever works on it now; where nobody does, who leads.</summary>
    public static void ToHandlerOrLeads(Tx tx, Case row, string key)
    {
        if (CaseMachine.IsWithHandler(row.State) && CaseHandlers.Of(tx, row) is { Count: > 0 } handlers)
        {
            Tell(tx, row, handlers, key, []);
        }
        else
        {
            ToLeads(tx, row, key);
        }
    }

    /// <summary>Those who may call back: not whoever works on it.</summary>
    public static void ToCallers(Tx tx, Case row, string key) => Tell(tx, row, CaseCalls.Callers(tx, row), key, []);

    /// <summary>The office above: danger at once, the rest together in the morning.</summary>
    public static void ToOfficeAbove(Tx tx, Case row)
    {
        // Where the office above has it itself, the next one above hears; the topmost has nobody to hear.
        if ((row.AboveOrgId is null ? row.OrgId : CaseWork.Above(tx, row)) is not { } from)
        {
            return;
        }

        foreach (var officer in Offices.Above(tx, from))
        {
            if (row.Urgent)
            {
                tx.Send(officer, OutboxKind.Choice, "case.notice.late_urgent", Args(row), new SendOptions { Urgent = true, Choices = [ToList] });
            }
            else
            {
                var morning = CaseClock.NextMorning(tx.Now);
                tx.Send(officer, OutboxKind.Choice, "case.notice.late_below", [], new SendOptions
                {
                    NotBefore = morning,
                    DedupeKey = string.Create(CultureInfo.InvariantCulture, $"late cases {officer} {Deadlines.Shanghai.DayKey(morning)}"),
                    Choices = [ToList],
                });
            }
        }
    }

    private static LabelledChoice ToList => new("case.choice.list", CaseActions.List.Name);

    private static List<long> Leads(Tx tx, Case row) =>
        row.AboveOrgId is { } above ? Rights.Can.OverseeCases.Holders(tx, above) : Staff.SecretariesOf(tx, row.OrgId);

    private static void Tell(Tx tx, Case row, IEnumerable<long> people, string key, IReadOnlyList<LabelledChoice> more, params (string Name, object Value)[] args)
    {
        foreach (var officer in people)
        {
            tx.Notify(officer, OutboxKind.Choice, key, [.. Args(row), .. args], new SendOptions
            {
                Urgent = row.Urgent, Choices = [new LabelledChoice("case.choice.open", CaseActions.Open.On(row.Id)), .. more],
            });
        }
    }

    private static (string Name, object Value)[] Args(Case row) => [("id", row.Id), ("kind", new Named<CaseKind>(row.Kind)), ("community", row.OrgName)];
}
