using System.Text.RegularExpressions;

namespace ChatGov.Messengers.WeCom;

/// <summary>What WeCom's words for a failure hold that the operator needs.</summary>
internal static partial class Trouble
{
    /// <summary>The address it saw, to be added to the trusted ones; a question mark when it says none.</summary>
    public static string AddressIn(string words) => Address().Match(words) is { Success: true } found ? found.Groups[1].Value : "?";

    [GeneratedRegex(@"from (?:your )?ip:?\s*([0-9a-fA-F.:]{3,45})", RegexOptions.IgnoreCase | RegexOptions.CultureInvariant, 1000)]
    private static partial Regex Address();
}
