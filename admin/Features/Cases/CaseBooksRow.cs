namespace ChatGov.Cases;

/// <summary>A line of the books as a table has it: each rate as its two counts and what they come to.</summary>
/// <param name="Line">What the line is of: a source, kind, place or unit.</param>
/// <param name="Found">How many were found.</param>
/// <param name="OpenCases">Neither over nor parked.</param>
/// <param name="ParkedCases">They wait for something outside until a day.</param>
/// <param name="ClosedCases">Closed by the reporter's word, or a second look, here or in the ledger kept before.</param>
/// <param name="ClosedBefore">Of the closed: struck off in the ledger kept before, and in no rate.</param>
/// <param name="UnconfirmedCases">Nobody could be asked.</param>
/// <param name="AnsweredCases">Answered and not accepted.</param>
/// <param name="OutOfScopeCases">Not for this office.</param>
/// <param name="MergedCases">They go on with another.</param>
/// <param name="WithdrawnCases">Taken back by whoever reported them.</param>
/// <param name="AcceptedCases">On the ledger: what both rates are shares of.</param>
/// <param name="ResolvedCount">The handler said it is done, and it stands so.</param>
/// <param name="ResolvedPercent">办结率.</param>
/// <param name="ClosedCount">Closed here, by the reporter's word or a second look.</param>
/// <param name="ClosedPercent">销号率.</param>
/// <param name="SolvedCount">Those who said that it is solved.</param>
/// <param name="SolvedOf">Those who said whether it is.</param>
/// <param name="SatisfiedCount">Satisfied or fairly so.</param>
/// <param name="SatisfiedOf">Those who rated.</param>
public sealed record CaseBooksRow(
    string Line, long Found, long OpenCases, long ParkedCases, long ClosedCases, long ClosedBefore, long UnconfirmedCases, long AnsweredCases, long OutOfScopeCases, long MergedCases,
    long WithdrawnCases, long AcceptedCases, long ResolvedCount, decimal? ResolvedPercent, long ClosedCount, decimal? ClosedPercent, long SolvedCount, long SolvedOf, long SatisfiedCount, long SatisfiedOf)
{
    internal static CaseBooksRow Of(CaseCounts counts) => new(
        counts.Name, counts.Found, counts.Open, counts.Parked, counts.Closed, counts.ClosedBefore, counts.Unconfirmed, counts.Answered, counts.OutOfScope, counts.Merged,
        counts.Withdrawn, counts.Accepted, counts.ResolvedRate.Numerator, counts.ResolvedRate.Percent, counts.ClosureRate.Numerator, counts.ClosureRate.Percent,
        counts.SolvedRate.Numerator, counts.SolvedRate.Denominator, counts.SatisfactionRate.Numerator, counts.SatisfactionRate.Denominator);
}
