namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>The server refuses a call, with its own code; HTTP says 200 all the same.</summary>
internal sealed class WeComRefusal(int code, string says) : Exception(says)
{
    public const int Parameter = 40058;

    public int Code { get; } = code;

    public static void Unless(bool isSo, string what, int code = Parameter)
    {
        if (!isSo)
        {
            throw new WeComRefusal(code, "invalid: " + what);
        }
    }
}
