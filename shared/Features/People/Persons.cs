using ChatGov.Data;
using ChatGov.Outbox;

namespace ChatGov.People;

/// <summary>The SQL of persons that several features share.</summary>
public static class Persons
{
    internal static readonly SealedColumn SealedPhone = SealedColumn.Of("person.phone_cipher");

    /// <summary>
    /// Takes the person's row first, before any rule over several rows of one person is checked: whoever comes second
    /// waits here and then sees what the first one did. Lock order everywhere: person, task, claim.
    /// </summary>
    public static void Lock(Tx tx, long personId) =>
        tx.Lock("UPDATE person SET row_version = row_version WHERE id = @personId", new { personId });

    /// <summary>Everywhere two persons are taken in the order of their ids.</summary>
    public static void LockBoth(Tx tx, long one, long other)
    {
        Lock(tx, Math.Min(one, other));
        Lock(tx, Math.Max(one, other));
    }

    /// <summary>Keeps the name from a roster or as typed; a name that is known stays.</summary>
    public static void KeepName(Tx tx, long personId, string? name)
    {
        if (PersonName.Clean(name ?? "") is { Length: > 0 } clean)
        {
            tx.Run("UPDATE person SET name = @clean WHERE id = @personId AND name = ''", new { personId, clean });
        }
    }

    internal static string NameOf(Tx tx, long personId) => tx.First<string>("SELECT name FROM person WHERE id = @personId", new { personId }) ?? "";

    public static void KeepPhone(Tx tx, long personId, string phone)
    {
        var number = Phone.Normalise(phone);
        tx.Run(
            "UPDATE person SET phone_cipher = @cipher, phone_hash = @hash WHERE id = @personId",
            new { personId, cipher = SealedPhone.Seal(tx.Vault, personId, number), hash = tx.Vault.Hash(number) });
        tx.Audit("person", personId, "keep_phone");
    }

    /// <summary>The full number; who may see it is decided by the use case that asks.</summary>
    public static string? PhoneOf(Tx tx, long personId) =>
        SealedPhone.Open(tx.Vault, personId, tx.First<byte[]>("SELECT phone_cipher FROM person WHERE id = @personId", new { personId }));

    /// <summary>What waits to be sent to them is dropped, and what is half said in any of their chats is forgotten.</summary>
    public static void FallSilent(Tx tx, long personId)
    {
        Unsent.Expire(tx, "person_id = @personId AND channel IS NULL", new { personId }, "left");
        tx.Run(
            """
            UPDATE session SET flow = NULL, step = NULL, data = NULL
            WHERE id IN (SELECT s.id FROM chat_identity i JOIN session s ON s.channel = i.channel AND s.user_id = i.user_id WHERE i.person_id = @personId)
            """,
            new { personId });
    }

    /// <summary>Nothing is sent any more, and nothing of theirs is used: they took their yes back.</summary>
    internal static void Leave(Tx tx, long personId)
    {
        Consents.Withdraw(tx, personId, ConsentScope.Service);
        MarkLeft(tx, personId);
        FallSilent(tx, personId);
    }

    public static void MarkLeft(Tx tx, long personId)
    {
        tx.Run("UPDATE person SET left_at = @Now WHERE id = @personId", new { personId, tx.Now });
        tx.Audit("person", personId, "leave");
    }
}

/// <summary>A mobile number as it is kept: digits, without the country's 86.</summary>
public static class Phone
{
    private const int MobileLength = 11;

    public static string Normalise(string phone)
    {
        // However they are written: full width, with spaces and strokes, with the country's number or without.
        var digits = string.Concat(phone.Where(char.IsDigit).Select(digit => (int)char.GetNumericValue(digit)));
        return digits.Length == MobileLength + 2 && digits.StartsWith("86", StringComparison.Ordinal) ? digits[2..]
            : digits.Length == MobileLength + 4 && digits.StartsWith("0086", StringComparison.Ordinal) ? digits[4..]
            : digits;
    }

    public static bool IsMobile(string phone) => Normalise(phone) is { Length: MobileLength } number && number[0] == '1';
}
