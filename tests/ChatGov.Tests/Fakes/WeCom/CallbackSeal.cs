using System.Buffers.Binary;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>Seals and signs what WeCom calls with, in real time: each sealing has its own time, nonce and signature.</summary>
internal static class CallbackSeal
{
    public static (string Query, string Cipher) Seal(byte[] message)
    {
        var key = Convert.FromBase64String(FakeWeCom.EncodingAesKey + "=");
        var head = new byte[20];
        RandomNumberGenerator.Fill(head.AsSpan(0, 16));
        BinaryPrimitives.WriteInt32BigEndian(head.AsSpan(16), message.Length);
        byte[] plain = [.. head, .. message, .. Encoding.UTF8.GetBytes(FakeWeCom.CorpId)];
        var pad = 32 - (plain.Length % 32);
        plain = [.. plain, .. Enumerable.Repeat((byte)pad, pad)];
        using var aes = Aes.Create();
        aes.Key = key;
        var cipher = Convert.ToBase64String(aes.EncryptCbc(plain, key[..16], PaddingMode.None));
        var time = TimeProvider.System.GetUtcNow().ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture);
        var nonce = FakeWeCom.NewToken()[..10];
        return ($"msg_signature={Sign(time, nonce, cipher)}&timestamp={time}&nonce={nonce}", cipher);
    }

    private static string Sign(string time, string nonce, string cipher)
    {
        var signed = new[] { FakeWeCom.CallbackToken, time, nonce, cipher }.Order(StringComparer.Ordinal);
#pragma warning disable CA5350
        return Convert.ToHexStringLower(SHA1.HashData(Encoding.UTF8.GetBytes(string.Concat(signed))));
#pragma warning restore CA5350
    }
}
