using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.Papers;

/// <summary>One's own paper, as it is shown: what will be printed, or where it stands, and what can be done about it.</summary>
public static class PaperShown
{
    private const int LinesShown = 10;

    public static Message Of(string language, PaperWithFacts found)
    {
        var revoke = Choice(language, "paper.choice.revoke", PaperActions.PaperRevoke.On(found.Paper.Id));
        return found.Paper.State switch
        {
            PaperState.Requested or PaperState.Drafted => Preview(language, found),
            PaperState.Previewed => new Message(Catalog.Say(language, "letter.waiting")) { Choices = [revoke] },
            PaperState.Signed => new Message(Catalog.Say(language, "letter.ready"))
            {
                Choices = [Choice(language, "letter.choice.take", PaperActions.PaperTake.On(found.Paper.Id)), revoke],
            },
            PaperState.Delivered or PaperState.Revoked => new Message(Line(language, found.Paper))
            {
                Choices =
                [
                    Choice(language, "paper.choice.again", PaperActions.PaperAgain.On(found.Paper.Id)),
                    Choice(language, "paper.choice.page", PaperActions.PaperPage.On(found.Paper.Id)),
                    revoke,
                ],
            },
        };
    }

    /// <summary>In a line, as 我的证明 and 我的数据 show it.</summary>
    public static string Line(string language, Paper paper) => Catalog.Say(
        language,
        paper.Number is null ? "paper.mine.line" : "paper.mine.line_number",
        ("kind", Catalog.Name(language, paper.Kind)),
        ("community", paper.OrgName),
        ("state", Catalog.Name(language, paper.State)),
        ("number", paper.Number ?? ""));

    private static Message Preview(string language, PaperWithFacts drafted)
    {
        var (paper, facts) = drafted;
        var next = facts.Kind == PaperKind.Certificate
            ? Choice(language, "paper.choice.issue", PaperActions.PaperIssue.On(paper.Id))
            : Choice(language, "paper.choice.agree", PaperActions.PaperAgree.On(paper.Id));
        return new Message(string.Join('\n',
        [
            Catalog.Say(language, "paper.preview.head." + facts.Kind, ("name", facts.Name), ("issuer", facts.Issuer), ("unit", facts.Unit ?? "")),
            .. Served(language, facts),
            Catalog.Say(language, "paper.preview.total", ("times", facts.Lines.Count), ("hours", Show.Hours(facts.Minutes))),
            Question(language, paper),
        ]))
        {
            Choices =
            [
                next,
                Choice(language, "paper.choice.wrong", PaperActions.PaperWrong.On(paper.Id)),
                Choice(language, "paper.choice.revoke", PaperActions.PaperRevoke.On(paper.Id)),
            ],
        };
    }

    private static IEnumerable<string> Served(string language, PaperFacts facts)
    {
        foreach (var line in facts.Lines.Take(LinesShown))
        {
            yield return Catalog.Say(language, "paper.preview.line", ("day", PaperFacts.Day(line.Day)), ("task", line.Task), ("hours", Show.Hours(line.Minutes)));
        }

        if (facts.Lines.Count > LinesShown)
        {
            yield return Catalog.Say(language, "paper.preview.more", ("count", facts.Lines.Count - LinesShown));
        }
    }

    private static string Question(string language, Paper paper) => paper switch
    {
        { Kind: PaperKind.Certificate } => Catalog.Say(language, "paper.preview.ask.Certificate"),
        { PreviewUntil: { } until } => Catalog.Say(language, "paper.preview.ask.UnitLetter", ("until", Deadlines.Shanghai.Day(until))),
        _ => Catalog.Say(language, "paper.preview.ask.UnitLetter_no_date"),
    };

    private static Choice Choice(string language, string label, string action) => new(Catalog.Say(language, label), action);
}
