
namespace ChatGov.Messengers.WeCom;

/// <summary>A call that did not come to its answer, or was refused. It holds nothing that was sent and no address.</summary>
internal sealed class WeComFault(int code, string says, bool mayHaveArrived = false) : Exception(says)
{
    public const int NoAnswer = -1_000;

    /// <summary>WeCom's errcode; <see cref="NoAnswer"/> when there was none.</summary>
    public int Code { get; } = code;

    /// <summary>The request had been written when the connection ended.</summary>
    public bool MayHaveArrived { get; } = mayHaveArrived;
}
