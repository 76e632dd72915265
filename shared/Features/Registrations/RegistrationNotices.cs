using ChatGov.Outbox;

namespace ChatGov.Registrations;

internal static class RegistrationNotices
{
    /// <summary>The two answers a secretary can give, as buttons and as words.</summary>
    public static SendOptions Decide(long registrationId) => new()
    {
        Choices =
        [
            new LabelledChoice("registration.choice.approve", RegistrationActions.Approve.On(registrationId), ("id", registrationId)),
            new LabelledChoice("registration.choice.return", RegistrationActions.Return.On(registrationId), ("id", registrationId)),
        ],
    };
}
