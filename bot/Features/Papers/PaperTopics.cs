using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.Papers.Printing;
using ChatGov.Texts;

namespace ChatGov.Papers;

/// <summary>证明, 单位信, 我的证明, 验证.</summary>
internal static class PaperTopics
{
    private const int LinesShown = 10;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(PaperActions.Certificate.Name, (scene, _) => PaperFlow.Start(scene, PaperKind.Certificate)) { OnlyAsks = true },
        new(PaperActions.FeedbackLetter.Name, (scene, _) => PaperFlow.Start(scene, PaperKind.UnitLetter)) { OnlyAsks = true },
        new(PaperActions.MyPapers.Name, (scene, _) => Mine(scene)) { OnlyShows = true },
        new(PaperActions.Paper.Name, Open),
        new(PaperActions.PaperIssue.Name, Issue),
        new(PaperActions.PaperAgree.Name, Agree),
        new(PaperActions.PaperTake.Name, Take),
        new(PaperActions.PaperAgain.Name, (scene, argument) => Again(scene, argument, PaperPrint.Pdf, key: null)),
        new(PaperActions.PaperPage.Name, (scene, argument) => Again(scene, argument, PaperPrint.Html, "paper.page")),
        new(PaperActions.PaperRevoke.Name, Revoke),
        new(PaperActions.PaperWrong.Name, Wrong),
        new(PaperActions.Verify.Name, Verify) { WithoutConsent = true },
    ];

    /// <summary>What will be printed, and what the member can do about it.</summary>
    public static Message Preview(Scene scene, PaperWithFacts drafted)
    {
        var (paper, facts) = drafted;
        var lines = facts.Lines.Take(LinesShown).Select(line => scene.Say(
            "paper.preview.line", ("day", PaperFacts.Day(line.Day)), ("task", line.Task), ("hours", Show.Hours(line.Minutes)))).ToList();
        if (facts.Lines.Count > LinesShown)
        {
            lines.Add(scene.Say("paper.preview.more", ("count", facts.Lines.Count - LinesShown)));
        }

        var text = string.Join('\n',
        [
            scene.Say("paper.preview.head." + facts.Kind, ("name", facts.Name), ("issuer", facts.Issuer), ("unit", facts.Unit ?? "")),
            .. lines,
            scene.Say("paper.preview.total", ("times", facts.Lines.Count), ("hours", Show.Hours(facts.Minutes))),
            Question(scene, paper),
        ]);
        var next = facts.Kind == PaperKind.Certificate ? ("paper.choice.issue", "paper_issue") : ("paper.choice.agree", "paper_agree");
        return new Message(text)
        {
            Choices =
            [
                scene.Choice(next.Item1, ActionName.Print(next.Item2, paper.Id)),
                scene.Choice("paper.choice.wrong", PaperActions.PaperWrong.On(paper.Id)),
                scene.Choice("paper.choice.revoke", PaperActions.PaperRevoke.On(paper.Id)),
            ],
        };
    }

    private static string Question(Scene scene, Paper paper) => paper switch
    {
        { Kind: PaperKind.Certificate } => scene.Say("paper.preview.ask.Certificate"),
        { PreviewUntil: { } until } => scene.Say("paper.preview.ask.UnitLetter", ("until", until)),
        _ => scene.Say("paper.preview.ask.UnitLetter_no_date"),
    };

    private static Message Mine(Scene scene)
    {
        var own = PaperIssuing.OwnPapers(scene.Tx);
        return own.Count == 0
            ? scene.Answer("paper.mine.none") with { Choices = [scene.Choice("menu.certificate", PaperActions.Certificate.Name)] }
            : scene.Answer("paper.mine.head") with { Choices = [.. own.Select(paper => new Choice(Line(scene, paper), PaperActions.Paper.On(paper.Id)))] };
    }

    /// <summary>One paper in a line, as 我的证明 and 我的数据 show it.</summary>
    public static string Line(Scene scene, Paper paper) => scene.Say(
        paper.Number is null ? "paper.mine.line" : "paper.mine.line_number",
        ("kind", Catalog.Name(scene.Language, paper.Kind)),
        ("community", paper.OrgName),
        ("state", Catalog.Name(scene.Language, paper.State)),
        ("number", paper.Number ?? ""));

    private static Message Open(Scene scene, string argument) => Id(argument) is not { } id
        ? Mine(scene)
        : PaperIssuing.OpenOwn(scene.Tx, id).Match(found => Details(scene, found), scene.Answer);

    public static Message Details(Scene scene, PaperWithFacts found)
    {
        var revoke = scene.Choice("paper.choice.revoke", PaperActions.PaperRevoke.On(found.Paper.Id));
        return found.Paper.State switch
        {
            PaperState.Requested or PaperState.Drafted => Preview(scene, found),
            PaperState.Previewed => scene.Answer("letter.waiting") with { Choices = [revoke] },
            PaperState.Signed => scene.Answer("letter.ready") with
            {
                Choices = [scene.Choice("letter.choice.take", PaperActions.PaperTake.On(found.Paper.Id)), revoke],
            },
            PaperState.Delivered or PaperState.Revoked => new Message(Line(scene, found.Paper)) with
            {
                Choices =
                [
                    scene.Choice("paper.choice.again", PaperActions.PaperAgain.On(found.Paper.Id)),
                    scene.Choice("paper.choice.page", PaperActions.PaperPage.On(found.Paper.Id)),
                    revoke,
                ],
            },
        };
    }

    private static Message Issue(Scene scene, string argument)
    {
        var id = Id(argument) ?? 0;
        var outcome = PaperIssuing.Issue(scene.Tx, id);
        return outcome.Refusal is { } outdated && outdated.Code == PaperRefusal.PaperOutdated
            ? Anew(scene, id, outdated)
            : outcome.Match(issued => Handed(scene, issued), scene.Answer);
    }

    private static Message Agree(Scene scene, string argument)
    {
        var id = Id(argument) ?? 0;
        var outcome = Letters.Agree(scene.Tx, id);
        return outcome.Refusal is { } outdated && outdated.Code == PaperRefusal.PaperOutdated
            ? Anew(scene, id, outdated)
            : outcome.Match(_ => scene.Answer("letter.agreed"), scene.Answer);
    }

    /// <summary>The records changed meanwhile: the draft is made again and read again, in one breath.</summary>
    private static Message Anew(Scene scene, long id, Refusal outdated)
    {
        var old = PaperIssuing.OpenOwn(scene.Tx, id).Value.Paper;
        return PaperDrafting.Request(scene.Tx, new PaperRequest(old.Kind, old.OrgId, old.FromDay, old.UnitId)).Match(
            drafted =>
            {
                var preview = Preview(scene, drafted);
                return preview with { Text = scene.Say(outdated) + "\n\n" + preview.Text };
            },
            scene.Answer);
    }

    private static Message Take(Scene scene, string argument) =>
        Letters.Take(scene.Tx, Id(argument) ?? 0).Match(taken => Handed(scene, taken), scene.Answer);

    private static Message Handed(Scene scene, PaperWithFacts issued) => scene.Answer(GivenKey(issued.Paper.Kind), ("number", issued.Facts.Number)) with
    {
        File = PaperPrint.Pdf(issued.Facts, scene.Language, CheckAddress.For(scene.Tx, issued.Facts.Number)),
        Choices =
        [
            scene.Choice("paper.choice.page", PaperActions.PaperPage.On(issued.Paper.Id)),
            scene.Choice("paper.choice.mine", PaperActions.MyPapers.Name),
        ],
    };

    private static Message Again(Scene scene, string argument, Func<PaperFacts, string, string, MessageFile> print, string? key) =>
        PaperIssuing.OpenOwn(scene.Tx, Id(argument) ?? 0).Match(
            found => found.Paper.State != PaperState.Delivered
                ? scene.Answer(new Refusal(PaperRefusal.PaperNotOpen))
                : scene.Answer(key ?? GivenKey(found.Paper.Kind), ("number", found.Facts.Number)) with
                {
                    File = print(found.Facts, scene.Language, CheckAddress.For(scene.Tx, found.Facts.Number)),
                },
            scene.Answer);

    private static string GivenKey(PaperKind kind) => kind == PaperKind.Certificate ? "paper.issued" : "letter.taken";

    private static Message Revoke(Scene scene, string argument) =>
        PaperRevoking.Revoke(scene.Tx, Id(argument) ?? 0).Match(_ => scene.Answer("paper.revoked"), scene.Answer);

    /// <summary>Whoever helps knows at once which paper it is about.</summary>
    private static Message Wrong(Scene scene, string argument) => PaperIssuing.OpenOwn(scene.Tx, Id(argument) ?? 0).Match(
        found => Helping.Ask(scene, HelpRequestKind.HandOff, "", scene.Say(
            "paper.about", ("kind", Catalog.Name(scene.Language, found.Paper.Kind)), ("number", found.Paper.Number ?? argument))),
        scene.Answer);

    private static Message Verify(Scene scene, string typed)
    {
        if (typed.Length == 0)
        {
            return scene.Answer("verify.which");
        }

        var check = PaperChecking.Check(scene.Tx, typed);
        return scene.Answer(
            "verify." + check.Verdict,
            ("number", check.Number ?? ""),
            ("kind", check.Kind is { } kind ? Catalog.Name(scene.Language, kind) : ""),
            ("issuer", check.Issuer ?? ""),
            ("day", check.IssuedOn is { } day ? PaperFacts.Day(day) : ""),
            ("name", check.CoveredName ?? ""),
            ("lines", check.Lines ?? 0),
            ("hours", Show.Hours(check.Minutes ?? 0)),
            ("digest", check.Digest ?? ""));
    }

    private static long? Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : null;
}
