namespace ChatGov.Tests.Fakes.BotApi;

/// <summary>What an address names: <c>/bot{token}/{method}</c>, or <c>/file/bot{token}/{file_path}</c>.</summary>
/// <param name="FilePath">Null where it is no file.</param>
internal sealed record BotAddress(string Token, string Method, string? FilePath)
{
    private const string Files = "/file";

    public static BotAddress Of(string path)
    {
        var isFile = path.StartsWith(Files + "/", StringComparison.Ordinal);
        var parts = isFile ? path[Files.Length..].Split('/', 3) : path.Split('/');
        if (parts.Length != 3 || !parts[1].StartsWith("bot", StringComparison.Ordinal))
        {
            throw new ApiRefusal(404, "Not Found");
        }

        var token = parts[1][3..];
        if (token.Split(':') is not [{ Length: > 0 } id, { Length: > 0 }] || !id.All(char.IsAsciiDigit))
        {
            throw new ApiRefusal(401, "Unauthorized: invalid token specified");
        }

        return isFile ? new BotAddress(token, FakeBotApi.Download, parts[2]) : new BotAddress(token, parts[2], FilePath: null);
    }
}
