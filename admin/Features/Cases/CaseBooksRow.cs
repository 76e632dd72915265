namespace ChatGov.Cases;

/// <summary>A line of the books as a table has it: each rate as its two counts and what they come to.</summary>
/// <param name="Line">What the line is of: a source, kind, place or unit.</param>
public sealed record CaseBooksRow(
    string Line, long Found, long OpenCases, long ParkedCases, long ClosedCases, long ClosedBefore, long UnconfirmedCases, long AnsweredCases, long OutOfScopeCases, long MergedCases,
    long WithdrawnCases, long AcceptedCases, long ResolvedCount, decimal? ResolvedPercent, long ClosedCount, decimal? ClosedPercent, long SolvedCount, long SolvedOf, long SatisfiedCount, long SatisfiedOf)
{
    internal static CaseBooksRow Of(CaseCounts counts) => new(
        counts.Name, counts.Found, counts.Open, counts.Parked, counts.Closed, counts.ClosedBefore, counts.Unconfirmed, counts.Answered, counts.OutOfScope, counts.Merged,
        counts.Withdrawn, counts.Accepted, counts.ResolvedRate.Numerator, counts.ResolvedRate.Percent, counts.ClosureRate.Numerator, counts.ClosureRate.Percent,
        counts.SolvedRate.Numerator, counts.SolvedRate.Denominator, counts.SatisfactionRate.Numerator, counts.SatisfactionRate.Denominator);
}
