using System.Globalization;
using ChatGov.Texts;

namespace ChatGov.Agreements;

/// <summary>The agreement on paper: the parties, what each side gives, and a line for each to sign.</summary>
public static class AgreementPrint
{
    public static string Write(AgreementView view, string language)
    {
        var agreement = view.Agreement;
        var page = new PrintedPage(agreement.Title, Say("agreement.print.number", ("name", agreement.Name)))
            .Paragraph(Say("agreement.print.term", ("from", DayOfYear.Of(agreement.StartsAt)), ("until", DayOfYear.Of(agreement.EndsAt))))
            .Paragraph(Line("agreement.print.goal", agreement.Goal))
            .Paragraph(Line("agreement.print.rhythm", agreement.Rhythm))
            .Paragraph(Line("agreement.print.exit", agreement.ExitClause))
            .Heading(Say("agreement.print.parties"))
            .Table(
                [Say("agreement.print.party"), Say("agreement.print.contacts"), Say("agreement.print.confirmed")],
                view.Parties.Select(party => (IReadOnlyList<string>)[party.OrgName, string.Join('、', party.Contacts), party.ConfirmedAt is { } at ? Show.Value(language, DayOfYear.Of(at)) : "–"]));
        foreach (var party in view.Parties)
        {
            var given = view.Commitments.Select(each => each.Commitment).Where(each => each.GiverId == party.OrgId && each.State != CommitmentState.Waived).ToList();
            if (given.Count > 0)
            {
                page.Heading(Say("agreement.print.gives", ("party", party.OrgName)))
                    .Table(
                        [Say("agreement.print.position"), Say("agreement.print.what"), Say("agreement.print.to"), Say("agreement.print.quantity"), Say("agreement.print.until"), Say("agreement.print.promised")],
                        given.Select(each => (IReadOnlyList<string>)
                        [
                            each.Position.ToString(CultureInfo.InvariantCulture),
                            each.Times.Length == 0 ? each.What : $"{each.What}（{each.Times}）",
                            each.ReceiverName,
                            $"{Catalog.Name(language, each.Per)} {each.Quantity} {each.Measure}",
                            Show.Value(language, DayOfYear.Of(each.UntilAt)),
                            $"{each.Promised} {each.Measure}",
                        ]),
                        0, 5);
            }
        }

        return page.Signatures(view.Parties.Select(party => Say("agreement.print.sign", ("party", party.OrgName)))).Write(language);

        string Say(string key, params ReadOnlySpan<(string, object)> args) => Catalog.Say(language, key, args);
        string Line(string key, string text) => text.Length == 0 ? "" : Say(key, ("text", text));
    }
}

/// <summary>The page of a year on paper.</summary>
public static class YearPrint
{
    public static string Write(YearPage page, string language)
    {
        var months = Enumerable.Range(1, 12).Select(month => Catalog.Say(language, "year.print.month", ("month", month)));
        var print = new PrintedPage(Say("year.print.title", ("whose", page.Whose), ("year", page.Year.ToString(CultureInfo.InvariantCulture))), Say("year.print.note"), wide: true)
            .Table(
                [Say("year.print.agreement"), Say("year.print.what"), Say("year.print.due"), Say("year.print.received"), .. months],
                page.Lines.Select(line => (IReadOnlyList<string>)
                [
                    line.Agreement,
                    $"{line.Giver} → {line.Receiver}：{line.What}（{line.Measure}）",
                    Number(line.Due),
                    Number(line.Received),
                    .. line.ByMonth.Select(count => count == 0 ? "" : Number(count)),
                ]),
                2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15)
            .Paragraph(page.Lines.Count == 0 ? Say("year.print.none") : "");
        if (page.Care.Count > 0)
        {
            print.Heading(Say("year.print.care")).Table(
                [Say("year.print.tier"), Say("year.print.due"), Say("year.print.visited"), Say("year.print.not_seen"), Say("year.print.missed"), Say("year.print.explained"), Say("year.print.open")],
                page.Care.Select(line => (IReadOnlyList<string>)
                [
                    Catalog.Name(language, line.Tier), Number(line.Due), Number(line.Done), Number(line.NotSeen), Number(line.Missed), Number(line.Explained), Number(line.Open),
                ]),
                1, 2, 3, 4, 5, 6);
        }

        return print.Write(language);

        string Say(string key, params ReadOnlySpan<(string, object)> args) => Catalog.Say(language, key, args);
        static string Number(long number) => number.ToString(CultureInfo.InvariantCulture);
    }
}
