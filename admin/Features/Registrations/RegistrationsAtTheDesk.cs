namespace ChatGov.Registrations;

/// <summary>报到, as the desk answers it.</summary>
public static class RegistrationsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = RegistrationsFeature.Feature, Endpoints = RegistrationEndpoints.Map };
}
