namespace ChatGov.Emergencies;

/// <summary>The number to call before anything else, and whose telephones a place gives for it.</summary>
public static class EmergenciesFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "Emergencies",
        Tables = ["duty_phone", "duty_phone_kind"],
        Machines = Nothing.Because("what is told of an emergency is a help request"),
        Timers = Nothing.Because("nothing here waits"),
        ToDo = Nothing.Because("what is told of an emergency is a help request"),
        MissesOffice = Nothing.Because("what is told of an emergency is a help request"),
        Holds = Nothing.Because("a duty telephone is a place's"),
        Leaves = Nothing.Because("a duty telephone is a place's"),
        Forgets = Nothing.Because("a duty telephone is a place's"),
        Retention = Nothing.Because("a number holds until another does"),
        Merges = [DutyPhones.MoveAll],
    };
}
