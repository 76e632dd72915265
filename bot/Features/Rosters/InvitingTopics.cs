using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Rosters;

/// <summary>邀请码, as a unit's liaison asks for them.</summary>
internal static class InvitingTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(RosterActions.InviteCodes.Name, Codes) { For = Can.SpeakForUnit.Roles, OnlyAsks = true },
        new(RosterActions.InviteOne.Name, (scene, row) => FormFlow.Open(scene, InvitingForms.One, "", (InvitingForms.One.Subject, ActionName.Id(row)))) { For = Can.SpeakForUnit.Roles, OnlyAsks = true },
    ];

    private static Message Codes(Scene scene, string argument)
    {
        var units = Staff.OrgsOf(scene.Tx, Role.UnitLiaison);
        var named = units.SelectMany(unit => Inviting.Named(scene.Tx, unit.Id, argument)).ToList();
        return named.Count switch
        {
            1 => FormFlow.Open(scene, InvitingForms.One, "", (InvitingForms.One.Subject, named[0].Id)),
            > 1 => scene.Answer("invite_codes.which") with { Choices = [.. named.Take(10).Select(each => new Choice(each.Name, RosterActions.InviteOne.On(each.Id)))] },
            _ when NameWords.Read(argument.Trim()).Doubt is NameDoubt.None => scene.Answer("invite_codes.nobody", ("name", argument.Trim())),
            _ => OfUnit(scene, units, argument),
        };
    }

    private static Message OfUnit(Scene scene, List<OrgName> units, string argument)
    {
        var unit = units.Count == 1 ? units[0] : units.Find(each => each.Id == ActionName.Id(argument));
        if (unit is null)
        {
            return scene.Answer("invite_codes.which_unit") with { Choices = [.. units.Select(each => new Choice(each.Name, RosterActions.InviteCodes.On(each.Id)))] };
        }

        return Inviting.CountWaiting(scene.Tx, unit.Id) > 0
            ? FormFlow.Open(scene, InvitingForms.Many, "", (InvitingForms.Many.Subject, unit.Id))
            : scene.Answer("invite_codes.none", ("unit", unit.Name), ("count", Inviting.CountHanded(scene.Tx, unit.Id)));
    }
}
