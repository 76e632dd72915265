using System.Globalization;
using ChatGov.Conversations;
using ChatGov.Organisations;
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
        new("letter_review", Review) { For = Secretaries },
        new("letter_sign", Sign) { For = Secretaries },
        new("letter_return", (scene, argument) => scene.Begin(LetterReturnFlow.Start(argument))) { For = Secretaries },
        new("void_paper", DeclareVoid) { For = Secretaries },
    ];

    private static Message Review(Scene scene, string argument)
    {
        if (Letters.FindToSign(scene.Tx, Id(argument)) is not { } found)
        {
            return scene.Answer(new Data.Refusal(Data.RefusalCode.PaperNotOpen));
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
                scene.Choice("letter.choice.sign", Action("letter_sign", paper.Id), ("id", paper.Id)),
                scene.Choice("letter.choice.return", Action("letter_return", paper.Id), ("id", paper.Id)),
            ],
        };
    }

    private static Message Sign(Scene scene, string argument) => Letters.Sign(scene.Tx, Id(argument)).Match(
        letter => letter.State == PaperState.Drafted ? scene.Answer("letter.changed") : scene.Answer("letter.signed", ("id", letter.Id)),
        scene.Answer);

    private static Message DeclareVoid(Scene scene, string typed) => PaperNumber.Read(typed) is { } number
        ? scene.Begin(VoidPaperFlow.Start(number))
        : scene.Answer(typed.Length == 0 ? "void.which" : "verify.Mistyped");

    private static long Id(string argument) =>
        long.TryParse(argument, NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0;

    private static string Action(string intent, long id) => string.Create(CultureInfo.InvariantCulture, $"{intent}:{id}");
}

/// <summary>退回 of a letter: one sentence why.</summary>
internal sealed class LetterReturnFlow : StepFlow
{
    private const string Reason = "reason";
    private const string Letter = "letter";

    public override string Name => "letter_return";

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.Secretary, Organisations.Role.Deputy, Organisations.Role.StreetOffice, Organisations.Role.BannerOffice];

    public static FlowState Start(string letterId) => FlowState.Begin("letter_return", Reason).With(Letter, letterId);

    public override Move Step(FlowState state, Answer answer) => Reasons.Read(state, Reason, answer);

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("letter.return.ask", ("id", state[Letter]));

    public override Message Finish(Scene scene, FlowState state) => Letters.Return(
        scene.Tx,
        long.TryParse(state[Letter], NumberStyles.None, CultureInfo.InvariantCulture, out var id) ? id : 0,
        state[Reason]).Match(letter => scene.Answer("letter.return.done", ("id", letter.Id)), scene.Answer);
}

/// <summary>作废: one sentence why.</summary>
internal sealed class VoidPaperFlow : StepFlow
{
    private const string Reason = "reason";
    private const string Number = "number";

    public override string Name => "void_paper";

    public override IReadOnlyList<Organisations.Role> OnlyFor => [Organisations.Role.Secretary, Organisations.Role.Deputy, Organisations.Role.StreetOffice, Organisations.Role.BannerOffice];

    public static FlowState Start(string number) => FlowState.Begin("void_paper", Reason).With(Number, number);

    public override Move Step(FlowState state, Answer answer) => Reasons.Read(state, Reason, answer);

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("void.ask", ("number", state[Number]));

    public override Message Finish(Scene scene, FlowState state) => PaperRevoking.DeclareVoid(scene.Tx, state[Number], state[Reason]).Match(
        paper => scene.Answer("void.done", ("number", paper.Number!)), scene.Answer);
}

file static class Reasons
{
    private const int Longest = 200;

    public static Move Read(FlowState state, string name, Answer answer) => answer.Text.Trim().Letters() is > 0 and <= Longest
        ? new Move.Done(state.With(name, answer.Text.Trim()))
        : new Move.Again("refusal.ReasonMissing", ("limit", Longest));
}
