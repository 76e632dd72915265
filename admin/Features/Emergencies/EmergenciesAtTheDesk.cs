namespace ChatGov.Emergencies;

/// <summary>Duty telephones, as the desk keeps them.</summary>
public static class EmergenciesAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = EmergenciesFeature.Feature, Endpoints = DutyPhoneEndpoints.Map };
}
