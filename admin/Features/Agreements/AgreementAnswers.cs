using ChatGov.Deadlines;
using ChatGov.Paging;

namespace ChatGov.Agreements;

/// <summary>An agreement with all that belongs to it.</summary>
/// <param name="Light">Where the term stands.</param>
/// <param name="Standing">The same in words.</param>
/// <param name="Parties">Who agrees, and what each has said to it.</param>
/// <param name="Commitments">What is promised, and where each promise stands.</param>
public sealed record AgreementAnswer(
    [property: Itself] Agreement Agreement, IReadOnlyList<AgreementParty> Parties, IReadOnlyList<CommitmentAnswer> Commitments, Light Light, string Standing) : IVersioned
{
    long IVersioned.Version => Agreement.Version;

    internal static AgreementAnswer Of(AgreementView view, string language) => new(
        view.Agreement, view.Parties, [.. view.Commitments.Select(each => new CommitmentAnswer(each.Commitment, each.Expected, each.Light, each.Standing.Show(language)))],
        view.Light, view.Standing.Show(language));
}

/// <param name="Expected">What should have come by now.</param>
/// <param name="Light">Red when its time is over and something is missing, yellow when it is behind.</param>
/// <param name="Standing">The same in words.</param>
public sealed record CommitmentAnswer([property: Itself] Commitment Commitment, long Expected, Light Light, string Standing);
