namespace ChatGov.Rosters;

/// <summary>名册, as a unit's liaison speaks of it.</summary>
public static class RostersInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = RostersFeature.Feature,
        Topics = InvitingTopics.Topics,
        Forms = [InvitingForms.Many, InvitingForms.One],
        Flows = [],
        Menu = [new(906, "menu.invite_codes", RosterActions.InviteCodes)],
        ToDo = Nothing.Because("who has not reported is no task of anybody's: it is shown when it is asked for"),
    };
}
