using System.Globalization;
using System.Net;

namespace ChatGov.Settings;

/// <summary>What a value of a setting has to look like.</summary>
/// <param name="HasToBe">Follows “has to be”.</param>
public sealed record Kind(string HasToBe, Func<string, bool> Fits)
{
    public static readonly Kind Text = new("a text", static _ => true);

    /// <summary>Never printed, neither by help nor in an error.</summary>
    public static readonly Kind Secret = Text with { IsSecret = true };

    /// <summary>A count that cannot be none.</summary>
    public static readonly Kind Count = new("a positive number", static value => int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out var number) && number > 0);

    public static readonly Kind Switch = new("true or false", static value => bool.TryParse(value, out _));

    /// <summary>Where a server is reached.</summary>
    public static readonly Kind Server = new("a web address, such as https://server.example.org", static value => IsWeb(value, out _));

    /// <summary>Something is put behind it: it has neither query nor fragment.</summary>
    public static readonly Kind Address = new(
        "a web address without a query, such as https://desk.example.org", static value => IsWeb(value, out var address) && address.Query.Length + address.Fragment.Length == 0);

    /// <summary>Where a program listens, without TLS: that is the proxy's.</summary>
    public static readonly Kind Listen = new(
        "an address of this machine, such as http://127.0.0.1:8082", static value => IsWeb(value, out var address) && address.Scheme == Uri.UriSchemeHttp);

    /// <summary>Separated by commas or spaces, or one a line in a list of the file of settings.</summary>
    public static readonly Kind Networks = new(
        "a list of addresses or networks, such as 127.0.0.1,10.20.0.0/16", static value => value.Split(Between, StringSplitOptions.RemoveEmptyEntries).All(IsNetwork)) { IsList = true };

    internal static readonly char[] Between = [',', ' '];

    public bool IsSecret { get; private init; }

    public bool IsList { get; private init; }

    public static Kind OneOf(params string[] words) => new(string.Join(" or ", words), words.Contains);

    private static bool IsWeb(string value, out Uri address) =>
        Uri.TryCreate(value, UriKind.Absolute, out address!) && (address.Scheme == Uri.UriSchemeHttp || address.Scheme == Uri.UriSchemeHttps);

    private static bool IsNetwork(string text) => IPAddress.TryParse(text, out _) || (IPNetwork.TryParse(text, out var network) && network.PrefixLength > 0);
}
