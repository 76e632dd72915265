using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Papers;

/// <summary>Letters to units that wait for a signature, and papers to be declared void.</summary>
internal static class LetterReview
{
    private static readonly IReadOnlyList<Role> Secretaries = Can.RunCommunity.Roles;

    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(PaperActions.LetterReview.Name, Review) { For = Secretaries },
        new(PaperActions.LetterSign.Name, Sign) { For = Secretaries },
        new(PaperActions.LetterReturn.Name, (scene, argument) => FormFlow.Open(scene, PaperForms.ReturningLetter, "", (PaperForms.ReturningLetter.Subject, Id(argument)))) { For = Secretaries },
        new(PaperActions.VoidPaper.Name, DeclareVoid) { For = Secretaries },
    ];

    private static Message Review(Scene scene, string argument)
    {
        if (Letters.FindToSign(scene.Tx, Id(argument)) is not { } found)
        {
            return scene.Answer(new Data.Refusal(PaperRefusal.PaperNotOpen));
        }

        var (paper, facts) = found;
        var lines = facts.Lines.Select(line => scene.Say(
            "paper.preview.line", ("day", PaperFacts.Day(line.Day)), ("task", line.Task), ("hours", Show.Hours(line.Minutes))));
        var head = scene.Say(
            "letter.review",
            ("id", paper.Id), ("unit", facts.Unit ?? ""), ("name", facts.Name), ("times", facts.Lines.Count), ("hours", Show.Hours(facts.Minutes)));
        return new Message(string.Join('\n', lines.Prepend(head)))
        {
            Choices =
            [
                scene.Choice("letter.choice.sign", PaperActions.LetterSign.On(paper.Id), ("id", paper.Id)),
                scene.Choice("letter.choice.return", PaperActions.LetterReturn.On(paper.Id), ("id", paper.Id)),
            ],
        };
    }

    private static Message Sign(Scene scene, string argument) => Letters.Sign(scene.Tx, Id(argument)).Match(
        letter => letter.State == PaperState.Drafted ? scene.Answer("letter.changed") : scene.Answer("letter.signed", ("id", letter.Id)),
        scene.Answer);

    private static Message DeclareVoid(Scene scene, string typed) => PaperNumber.Read(typed) is { } number
        ? FormFlow.Open(scene, PaperForms.DeclaringVoid, "", (PaperForms.Number, number))
        : scene.Answer(typed.Length == 0 ? "void.which" : "verify.Mistyped");

    private static long Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;
}
