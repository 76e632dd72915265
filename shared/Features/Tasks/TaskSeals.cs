using ChatGov.Data;

namespace ChatGov.Tasks;

/// <summary>What of tasks and claims is sealed.</summary>
internal static class TaskSeals
{
    public static readonly SealedColumn ContactName = SealedColumn.Of("task.contact_name_cipher");
    public static readonly SealedColumn ContactPhone = SealedColumn.Of("task.contact_phone_cipher");
    public static readonly SealedColumn Reason = SealedColumn.Of("task.reason_cipher");
    public static readonly SealedColumn Objection = SealedColumn.Of("objection.text");

    public static string NumberToCall(Tx tx, long taskId) =>
        ContactPhone.Open(tx.Vault, taskId, tx.First<byte[]>("SELECT contact_phone_cipher FROM task WHERE id = @taskId", new { taskId })) ?? "";
}
