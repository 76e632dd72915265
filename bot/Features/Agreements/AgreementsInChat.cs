
namespace ChatGov.Agreements;

/// <summary>协议, as the parties speak of them.</summary>
public static class AgreementsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = AgreementsFeature.Feature,
        Topics = AgreementTopics.Topics,
        Flows = [],
        Forms = AgreementForms.All,
        ToDo = AgreementTopics.ToDo,
    };
}
