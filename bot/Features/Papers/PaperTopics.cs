using System.Globalization;
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
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(PaperActions.Certificate.Name, (scene, _) => Request(scene, PaperKind.Certificate)) { OnlyAsks = true },
        new(PaperActions.FeedbackLetter.Name, (scene, _) => Request(scene, PaperKind.UnitLetter)) { OnlyAsks = true },
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

    private static Message Request(Scene scene, PaperKind kind) => FormFlow.Open(scene, PaperRequestForm.Form, "", (PaperRequestForm.Kind, kind));

    private static Message Mine(Scene scene)
    {
        var own = PaperIssuing.OwnPapers(scene.Tx);
        return own.Count == 0
            ? scene.Answer("paper.mine.none") with { Choices = [scene.Choice("menu.certificate", PaperActions.Certificate.Name)] }
            : scene.Answer("paper.mine.head") with { Choices = [.. own.Select(paper => new Choice(PaperShown.Line(scene.Language, paper), PaperActions.Paper.On(paper.Id)))] };
    }

    private static Message Open(Scene scene, string argument) => Id(argument) is not { } id
        ? Mine(scene)
        : PaperIssuing.OpenOwn(scene.Tx, id).Match(found => PaperShown.Of(scene.Language, found), scene.Answer);

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
                var preview = PaperShown.Of(scene.Language, drafted);
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
