
namespace ChatGov.Emergencies;

/// <summary>紧急情况, as people speak of them.</summary>
public static class EmergenciesInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = EmergenciesFeature.Feature,
        Topics = CallFirst.Topics,
        Forms = [],
        Flows = [],
        ToDo = Nothing.Because("what is told of an emergency is a help request"),
    };
}
