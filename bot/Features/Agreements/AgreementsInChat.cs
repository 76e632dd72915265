using ChatGov.Rights;

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
        Menu =
        [
            new(230, "menu.agreements", AgreementActions.Agreements) { For = scene => scene.Roles.Contains(Role.UnitLiaison) },
            new(935, "menu.agreements", AgreementActions.Agreements),
        ],
        ToDo = AgreementTopics.ToDo,
    };
}
