using System.Buffers.Text;
using System.Security.Cryptography;

namespace ChatGov.Data;

/// <summary>A random key of a row, for what is sealed before the row has a number.</summary>
public static class RowKey
{
    private const int Bytes = 12;

    public static string New() => Base64Url.EncodeToString(RandomNumberGenerator.GetBytes(Bytes));
}
