using ChatGov.Actions;

namespace ChatGov.Emergencies;

/// <summary>What people do about emergencies. A name never changes once it was sent.</summary>
public static class EmergencyActions
{
    public static ActionName NoEmergency { get; } = new("no_emergency");

    public static ActionName TellOfEmergency { get; } = new("tell_of_emergency");
}
