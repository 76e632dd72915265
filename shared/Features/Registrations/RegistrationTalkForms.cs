using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Registrations;

/// <summary>问一句, and the answer of whoever reports. The other side reads it at once, so it is read back.</summary>
public static class RegistrationTalkForms
{
    public static Form Asking { get; } = SentenceForm.Of(
        "ask_reporter",
        "ask_reporter.ask",
        RegistrationTalk.LongestWords,
        (run, words) => RegistrationTalk.Ask(run.Tx, run.Id, words).Then(waiting => new Message(run.Say("ask_reporter.done", ("name", waiting.Name)))),
        new Undo.Not(Undo.Not.Read),
        new()
        {
            Subject = "registration",
            OnlyFor = Can.RunCommunity.Roles,
            TooLong = "ask_reporter.too_long",
            ReadsBack = true,
            About = run => [("name", WaitingRegistrations.Find(run.Tx, run.Id)?.Name ?? "")],
        });

    public static Form Answering { get; } = SentenceForm.Of(
        "answer_community",
        "answer_community.ask",
        RegistrationTalk.LongestWords,
        (run, words) => RegistrationTalk.Answer(run.Tx, run.Id, words).Then(_ => new Message(run.Say("answer_community.done"))),
        new Undo.Not(Undo.Not.Read),
        new() { Subject = "registration", TooLong = "ask_reporter.too_long", ReadsBack = true });
}
