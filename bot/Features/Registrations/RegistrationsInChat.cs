using ChatGov.Rights;
using ChatGov.ToDo;

namespace ChatGov.Registrations;

/// <summary>报到, as people speak of it.</summary>
public static class RegistrationsInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = RegistrationsFeature.Feature,
        Topics = [.. RegistrationTopics.Topics, .. RegistrationReview.Topics, .. UnitReport.Topics, .. CommunityTopics.Topics],
        Flows = [new RegisterFlow()],
        Forms = [RegistrationForms.Transferring, RegistrationForms.Pausing, RegistrationForms.Returning, ApproveAllForm.Form, RegistrationTalkForms.Asking, RegistrationTalkForms.Answering, LeavingForm.Form],
        Menu =
        [
            new(210, "menu.unit_report", RegistrationActions.UnitReport) { For = scene => scene.Roles.Contains(Role.UnitLiaison) },
            new(310, "menu.register", RegistrationActions.Register) { For = scene => scene.Roles.Count == 0 },
            new(902, "menu.members", RegistrationActions.Members),
            new(904, "menu.this_month", RegistrationActions.ThisMonth),
        ],
        ToDo = [new(ToDoKind.Registration, RegistrationReview.ToDo), new(ToDoKind.Transfer, RegistrationReview.ToDo)],
    };
}
