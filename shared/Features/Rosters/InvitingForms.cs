using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Forms;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Rights;

namespace ChatGov.Rosters;

/// <summary>邀请码: for all who wait for one, or for somebody anew. A code is shown once, to whoever hands it on.</summary>
public static class InvitingForms
{
    /// <summary>So many names with their codes are read in one message.</summary>
    public const int AtOnce = 20;

    public static Form Many { get; } = new()
    {
        Name = "invite_codes",
        Undo = new Undo.Not("undo.not.codes"),
        OnlyFor = Can.SpeakForUnit.Roles,
        Questions = [],
        ReadBack = ReadBack.Always,
        Texts = "invite_codes",
        About = run => [("unit", OrgTree.NameOf(run.Tx, run.Id) ?? ""), ("count", Math.Min(Inviting.CountWaiting(run.Tx, run.Id), AtOnce))],
        Warnings = Said,
        Do = run => Inviting.Many(run.Tx, run.Id, AtOnce).Then(made => new FormDone(Made(run, made.Items, made.Remaining))),
    };

    public static Form One { get; } = new()
    {
        Name = "invite_one",
        Undo = new Undo.Not("undo.not.codes"),
        OnlyFor = Can.SpeakForUnit.Roles,
        Questions = [],
        ReadBack = ReadBack.Always,
        Texts = "invite_one",
        About = run => [("name", Inviting.FindMissing(run.Tx, run.Id)?.Name ?? "")],
        Refuses = run => Inviting.FindMissing(run.Tx, run.Id) is null ? new Refusal(RefusalCode.NotFound) : null,
        Do = run => Inviting.FindMissing(run.Tx, run.Id) is { } missing
            ? Inviting.One(run.Tx, missing.UnitId, missing.Id).Then(made => new FormDone(Made(run, [made], remaining: 0)))
            : RefusalCode.NotFound,
    };

    private static IEnumerable<string> Said(FormRun run)
    {
        if (Inviting.CountWaiting(run.Tx, run.Id) is > AtOnce and var total)
        {
            yield return run.Say("invite_codes.of", ("total", total), ("count", AtOnce));
        }

        if (Inviting.CountHanded(run.Tx, run.Id) is > 0 and var handed)
        {
            yield return run.Say("invite_codes.handed", ("count", handed));
        }
    }

    private static Message Made(FormRun run, IReadOnlyList<Invitation> made, long remaining)
    {
        string[] lines =
        [
            run.Say("invite_codes.made", ("count", made.Count)),
            .. made.Select(each => run.Say("invite_codes.line", ("name", each.Name), ("code", each.Code))),
            remaining > 0 ? run.Say("invite_codes.remaining", ("count", remaining)) : "",
        ];
        return new Message(string.Join('\n', lines.Where(line => line.Length > 0)));
    }
}
