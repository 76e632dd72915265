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
        ToDo = [new(ToDoKind.Registration, RegistrationReview.ToDo), new(ToDoKind.Transfer, RegistrationReview.ToDo)],
    };
}
