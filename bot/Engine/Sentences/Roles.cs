namespace ChatGov.Sentences;

/// <summary>Who may want what: an office is held by people who live somewhere too.</summary>
internal static class Roles
{
    private static readonly string[] Everyday = ["member", "resident"];

    public static bool May(Wish wish, string role) => wish.For.Count == 0 || wish.For.Contains(role)
        || role == "any" || (wish.For.Any(Everyday.Contains) && role != "visitor") || (role == "visitor" && wish.For.Contains("member"));
}
