using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.HelpRequests;

/// <summary>转人工 and 投诉平台: one sentence from the person, a number back, and a human's answer later.</summary>
public static class HelpRequestForms
{
    /// <summary>What the form is told: which <see cref="HelpRequestKind"/>; from which chat; what it is about, where that is known.</summary>
    public const string Kind = "kind";

    public const string Channel = "channel";
    public const string Chat = "chat";
    public const string Subject = "subject";
    private const int LongestText = 1_000;

    // Who asks for a human may say where to call them.
    private static readonly TextQuestion Text = new("text")
    {
        Ask = "help_request.ask.",
        Unclear = new("help_request.too_long", ("limit", LongestText)),
        Limit = LongestText,
        TakesPhotos = true,
        Variant = run => run[Subject].Length > 0 ? "about" : run[Kind],
        About = run => [("subject", run[Subject])],
    };

    // An answer is often whom to call.
    private static readonly TextQuestion Answer = new("text")
    {
        Ask = "answer_help.ask",
        Label = "answer_help.field.text",
        Unclear = new("help_request.too_long", ("limit", LongestText)),
        Limit = LongestText,
        About = run => [("number", run.Id), ("text", Asked(run))],
        Beside = run => PhotoChoices.Of(run.Tx, run.Language, new PhotoOf(PhotoSubject.HelpRequest, run.Id)),
    };

    /// <summary>Somebody asks.</summary>
    public static Form Asking { get; } = new()
    {
        Name = "help_request",
        Undo = new Undo.Not("undo.not.asked"),
        WithoutConsent = true,
        Questions = [Text],
        Do = Ask,
    };

    /// <summary>Somebody of the community answers; whoever asked reads it at once, so it is read back.</summary>
    public static Form Answering { get; } = new()
    {
        Name = "answer_help",
        Subject = "request",
        Undo = new Undo.Not("undo.not.answered"),
        OnlyFor = Can.RunCommunity.Roles,
        Questions = [Answer],
        ReadBack = ReadBack.Always,
        Texts = "answer_help",
        About = run => [("number", run.Id)],
        Do = run => HelpRequestActs.Answer(run.Tx, run.Id, run.Of(Answer)).Then(isRead => new FormDone(new Message(run.Say(isRead ? "answer_help.done" : "answer_help.gone")))),
    };

    private static Outcome<FormDone> Ask(FormRun run)
    {
        var (kind, words) = (Enum.Parse<HelpRequestKind>(run[Kind]), run.Of(Text));
        return HelpRequestActs.Open(run.Tx, kind, new AskedFrom(run[Channel], run[Chat]), run[Subject].Length > 0 ? $"{run[Subject]}：{words}" : words).Then(
            receipt => new FormDone(new Message(run.Say(receipt.Lines > 1 ? "help_request.done.joined" : "help_request.done." + kind, ("number", receipt.Number), ("count", receipt.Lines))))
            {
                PhotosGoWith = new PhotoOf(PhotoSubject.HelpRequest, receipt.Number),
            });
    }

    private static string Asked(FormRun run) => HelpRequestActs.FindOpen(run.Tx, run.Id) is not { } request ? ""
        : request.Emergency is { } emergency ? Catalog.Name(run.Language, emergency)
        : request.Text ?? "";
}
