namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>The server refuses a call, with its own code; HTTP says 200 all the same.</summary>
internal sealed class WeComRefusal(int code, string says) : Exception(says)
{
    public int Code { get; } = code;
}
