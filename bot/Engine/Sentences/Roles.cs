namespace ChatGov.Sentences;

/// <summary>Who may want what: an office is held by people who live somewhere too.</summary>
internal static class Roles
{
    private static readonly string[] Everyday = ["member", "resident"];

    public static bool May(Wish wish, string role) => wish.For.Count == 0 || wish.For.Contains(role)
        || role == "any" || (wish.For.Any(Everyday.Contains) && role != "visitor") || (role == "visitor" && wish.For.Contains("member"));
}

/// <summary>How sure it has to be.</summary>
internal static class Confidence
{
    /// <summary>From here on it is done without a question, where that can be taken back or shows something.</summary>
    public const double Sure = 0.7;

    /// <summary>Below that it is not even offered.</summary>
    public const double Least = 0.15;
}
