namespace ChatGov.Sentences;

/// <summary>How sure it has to be.</summary>
internal static class Confidence
{
    /// <summary>From here on it is done without a question, where it shows or asks something or can be taken back.</summary>
    public const double Sure = 0.7;

    /// <summary>The second wish of a message is offered from here on.</summary>
    public const double Second = 0.6;

    /// <summary>Words that answer no question are offered from here on as what they may mean.</summary>
    public const double Offered = 0.4;

    /// <summary>From here on it is asked whether an answer in any words was meant as one.</summary>
    public const double Plain = 0.8;

    /// <summary>What stands in sight as a choice is meant from here on.</summary>
    public const double InSight = 0.25;

    /// <summary>Below that it is not even offered.</summary>
    public const double Least = 0.1;

    /// <summary>Beside the likeliest, of what known sentences say.</summary>
    public const double LeastBeside = 0.02;

    // From here on known sentences were right nineteen times of twenty, by sentences that they were not taught from.
    private const double SureShare = 0.42;

    /// <summary>Of what known sentences say: <see cref="Sure"/> where they were hardly ever wrong.</summary>
    public static double OfShare(double share) => Math.Round(
        share >= SureShare ? Sure + ((1 - Sure) * (share - SureShare) / (1 - SureShare)) : share * (Sure - 0.01) / SureShare, 2, MidpointRounding.ToZero);
}
