using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Photos;
using ChatGov.Texts;

namespace ChatGov.Conversations.Everyone;

/// <summary>转人工 and 投诉平台: one sentence from the person, a number back, and a human's answer later.</summary>
internal static class Helping
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("human", (scene, words) => Start(scene, HelpRequestKind.HandOff, words)) { WithoutConsent = true, Anywhere = true, AnywhereWith = _ => true },
        new("complain_platform", (scene, words) => Start(scene, HelpRequestKind.Complaint, words)) { WithoutConsent = true, Anywhere = true },
    ];

    private static Message Start(Scene scene, HelpRequestKind kind, string words)
    {
        var state = HelpRequestFlow.Start(kind);
        if (words.Length == 0)
        {
            return scene.Begin(state);
        }

        var flow = new HelpRequestFlow();
        switch (flow.Step(state, new Answer(words)))
        {
            case Move.Done done:
                return flow.Finish(scene, done.State);
            case Move.Again again:
                var question = scene.Begin(state);
                return question with { Text = scene.Say(again.Key, again.Args) + "\n\n" + question.Text };
            default:
                throw new InvalidOperationException("one answer is all it takes");
        }
    }
}

internal sealed class HelpRequestFlow : StepFlow
{
    public const string Text = "text";
    private const string Kind = "kind";
    private const string Subject = "subject";
    private const int LongestText = 1_000;

    public override string Name => "help_request";

    public override bool WithoutConsent => true;

    public static FlowState Start(HelpRequestKind kind) =>
        FlowState.Begin("help_request", Text).With(Kind, kind.ToString());

    /// <summary>What it is about stands before the words, for whoever answers.</summary>
    public static FlowState About(string subject) => Start(HelpRequestKind.HandOff).With(Subject, subject);

    public override bool TakesPhotos(FlowState state) => true;

    public override Move Step(FlowState state, Answer answer) => answer.Photo is { } photo
        ? WithPhoto(FlowPhotos.Add(state, photo), answer.Text)
        : WithWords(state, answer.Text);

    // A photo is never lost for its words: without any, or with too many, they are asked for.
    private static Move WithPhoto(FlowState state, string words) => WithWords(state, words) is Move.Done done ? done : new Move.Next(state);

    private static Move WithWords(FlowState state, string words) => words.Letters() switch
    {
        0 => new Move.Again("help_request.say_it"),
        > LongestText => new Move.Again("help_request.too_long", ("limit", LongestText)),
        _ => new Move.Done(state.With(Text, words)),
    };

    public override Message Ask(Scene scene, FlowState state) => FlowPhotos.Of(state) is { Count: > 0 } photos
        ? scene.Answer("photo.kept", ("count", photos.Count))
        : state.Has(Subject)
        ? scene.Answer("help_request.ask.about", ("subject", state[Subject]))
        : scene.Answer("help_request.ask." + state[Kind]);

    public override Message Finish(Scene scene, FlowState state)
    {
        var kind = Enum.Parse<HelpRequestKind>(state[Kind]);
        var from = new AskedFrom(scene.Session.Channel, scene.Session.ChatId);
        return HelpRequests.Open(scene.Tx, kind, from, state.Has(Subject) ? $"{state[Subject]}：{state[Text]}" : state[Text]).Match(
            receipt =>
            {
                FlowPhotos.Attach(scene, state, new PhotoOf(PhotoSubject.HelpRequest, receipt.Number));
                return scene.Answer(receipt.Lines > 1 ? "help_request.done.joined" : "help_request.done." + kind, ("number", receipt.Number), ("count", receipt.Lines));
            },
            scene.Answer);
    }
}
