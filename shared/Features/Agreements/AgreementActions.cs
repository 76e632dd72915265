using ChatGov.Actions;

namespace ChatGov.Agreements;

/// <summary>What people do about agreements. A name never changes once it was sent.</summary>
public static class AgreementActions
{
    public static ActionName Agreement { get; } = new("agreement");

    public static ActionName Agreements { get; } = new("agreements");

    public static ActionName ChangeAgreement { get; } = new("change_agreement");

    public static ActionName ConfirmAgreement { get; } = new("confirm_agreement");

    public static ActionName ConfirmDelivery { get; } = new("confirm_delivery");

    public static ActionName Delivery { get; } = new("delivery");

    public static ActionName EndAgreement { get; } = new("end_agreement");

    public static ActionName RefuseDelivery { get; } = new("refuse_delivery");

    public static ActionName ReviewAgreement { get; } = new("review_agreement");

    public static ActionName SayDelivery { get; } = new("say_delivery");

    public static ActionName WaiveCommitment { get; } = new("waive_commitment");
}
