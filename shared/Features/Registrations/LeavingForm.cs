using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>退出 and 删除我: one question, then at once.</summary>
public static class LeavingForm
{
    /// <summary>What the form is told: whether only to leave, or to be forgotten too.</summary>
    public const string What = "what";

    public const string Leave = "leave";
    public const string Erase = "erase";

    private static readonly YesNoQuestion Sure = new("sure")
    {
        Ask = "leave.ask.",
        Variant = run => run[What],
        Unclear = new("leave.yes_or_no"),
        Yes = run => "leave.yes." + run[What],
        No = "leave.no",
        Note = Offices,
    };

    public static Form Form { get; } = new()
    {
        Name = "leave",
        Undo = new Undo.Not("undo.not.left"),

        // Nobody has to agree to anything in order to go.
        WithoutConsent = true,
        Questions = [Sure],
        Do = run => run.Of(Sure) ? Go(run).Then(_ => Gone(run)) : new FormDone(new Message(run.Say("leave.stays"))),
    };

    private static Outcome<bool> Go(FormRun run) => run[What] == Leave ? RegistrationEndings.Leave(run.Tx)
        : run.Tx.Actor.PersonId is null && run.From is { } from ? Erasing.EraseChat(run.Tx, new ChatOwner(from.Channel, from.UserId, from.ChatId))
        : Erasing.Erase(run.Tx);

    private static FormDone Gone(FormRun run) => new(new Message(run.Say("leave.done." + run[What])))
    {
        Parting = run[What] == Erase ? Parting.Erased : Parting.Left,
    };

    /// <summary>What else ends is named before it does.</summary>
    private static string Offices(FormRun run)
    {
        var offices = run.Tx.Actor.PersonId is { } person
            ? Appointments.OfPerson(run.Tx, person).Select(each => each.OrgName + Catalog.Name(run.Language, each.Role)).ToList()
            : [];
        return offices.Count == 0 ? "" : run.Say("leave.ask.offices", ("offices", string.Join('、', offices)));
    }
}
