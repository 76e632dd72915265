namespace ChatGov.Emergencies;

/// <summary>The number to call before anything else, and whose telephones a place gives for it.</summary>
public static class EmergenciesFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Emergencies",
        Tables = ["duty_phone", "duty_phone_kind"],
        Refusals = Nothing.Because("nobody is refused in an emergency"),
        Machines = Nothing.Because("what is told of an emergency is a help request"),
        Timers = Nothing.Because("nothing here waits"),
        ToDo = Nothing.Because("what is told of an emergency is a help request"),
        MissesOffice = Nothing.Because("what is told of an emergency is a help request"),
        KeepsOpen = Nothing.Because("a number ends with its place"),
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds = Nothing.Because("a duty telephone is a place's"),
        Leaves = Nothing.Because("a duty telephone is a place's"),
        Forgets = Nothing.Because("a duty telephone is a place's"),
        Keeps = Nothing.Because("nothing of what they wrote is left"),
        Retention = Nothing.Because("a number holds until another does"),
        Merges = [DutyPhones.MoveAll],
    };
}
