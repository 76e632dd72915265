using ChatGov.Actions;

namespace ChatGov.Registrations;

/// <summary>What can be done to a registration, as buttons carry it.</summary>
public static class RegistrationActions
{
    public static readonly ActionName TakeBack = new("take_back_approval");
}
