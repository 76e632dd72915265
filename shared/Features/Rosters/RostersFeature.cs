using ChatGov.Retention;

namespace ChatGov.Rosters;

/// <summary>名册: whom a unit names as its members.</summary>
public static class RostersFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Rosters",
        Tables = ["roster", "roster_import", "roster_import_state", "roster_import_piece"],
        Refusals = [.. RosterRefusal.All],
        Machines = [ImportMachine.Table],
        Timers = Nothing.Because("whoever applies files also clears away those that nobody applied"),
        ToDo = Nothing.Because("a file waits for whoever brought it, who is shown it at once"),
        MissesOffice = Nothing.Because("a unit without a liaison keeps its roster as it is"),
        KeepsOpen = ["SELECT unit_id AS org_id FROM roster WHERE left_at IS NULL"],
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds =
        [
            PersonPlace.ShownAs(nameof(People.OwnDataCopy.Units), "roster.person_id"),
            PersonPlace.OfOffice("roster_import.created_by"),
        ],
        Leaves = Nothing.Because("whom a unit names is the unit's to say"),
        Forgets = [RosterPeople.Untie],
        Keeps =
        [
            new("roster.name", "the unit's roster, until it takes the row off and a year"),
            new("roster.phone_cipher", "the unit's roster, until it takes the row off and a year"),
            new("roster.phone_hash", "the unit's roster, until it takes the row off and a year"),
            new("roster.phone_last4", "the unit's roster, until it takes the row off and a year"),
            new("roster.wecom_user_id", "the unit's roster, until it takes the row off and a year"),
            new("roster_import_piece.content", "the unit's file, until it is applied, 7 days at most"),
        ],
        Retention =
        [
            new("roster_import", RetentionRule.Years(3), "finished_at < @before AND NOT EXISTS (SELECT 1 FROM roster_import_piece p WHERE p.import_id = roster_import.id)"),
            new(
                "roster", RetentionRule.Years(1), "left_at < @before AND (name <> '' OR phone_cipher IS NOT NULL OR wecom_user_id IS NOT NULL OR person_id IS NOT NULL)",
                Set: "name = '', phone_cipher = NULL, phone_hash = NULL, phone_last4 = NULL, wecom_user_id = NULL, person_id = NULL"),
        ],
        Merges = [RosterPeople.GoOver],
    };
}
