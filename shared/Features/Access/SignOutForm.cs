using ChatGov.Actions;
using ChatGov.Forms;
using ChatGov.Outbox;

namespace ChatGov.Access;

/// <summary>下线: what is open is read back before it ends.</summary>
public static class SignOutForm
{
    private static readonly YesNoQuestion Sure = new("sure")
    {
        Ask = "access.sign_out.ask",
        Unclear = new("access.sign_out.yes_or_no"),
        Yes = _ => "access.sign_out.yes",
        No = "access.sign_out.no",
        About = run => Counts(SigningOut.Open(run.Tx)),
    };

    public static Form Form { get; } = new()
    {
        Name = "sign_out",
        Undo = new Undo.Not(Undo.Not.Usual),
        Questions = [Sure],
        Do = run => run.Of(Sure)
            ? SigningOut.Everywhere(run.Tx).Then(ended => new FormDone(new Message(run.Say("access.sign_out.done", Counts(ended)))))
            : new FormDone(new Message(run.Say("access.sign_out.stays"))),
    };

    private static (string Name, object Value)[] Counts(WaysIn ways) => [("sessions", ways.Sessions), ("tokens", ways.Tokens), ("calendars", ways.Calendars)];
}
