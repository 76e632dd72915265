using ChatGov.Data;

namespace ChatGov.Agreements;

/// <summary>Every expected "no" about agreements.</summary>
public static class AgreementRefusal
{
    public static readonly RefusalCode AgreementVague = new(nameof(AgreementVague)) { Fields = ["title", "goal"] };

    public static readonly RefusalCode AgreementParties = new(nameof(AgreementParties)) { Fields = ["parties"] };

    public static readonly RefusalCode AgreementTerm = new(nameof(AgreementTerm)) { Fields = ["startsAt", "endsAt"] };

    public static readonly RefusalCode CommitmentUnclear = new(nameof(CommitmentUnclear)) { Fields = ["commitments"] };

    public static readonly RefusalCode DeliveryDay = new(nameof(DeliveryDay)) { Fields = ["deliveredAt"] };

    public static readonly IReadOnlyList<RefusalCode> All = [AgreementVague, AgreementParties, AgreementTerm, CommitmentUnclear, DeliveryDay];
}
