using ChatGov.Data;
using ChatGov.Organisations;

namespace ChatGov.Access;

internal enum OneTimeCodeKind
{
    SignIn,
    BindChat,
}

/// <summary>Secrets for a person that work once and for a short time.</summary>
internal static class OneTimeCodes
{
    private const int ProofLength = 22;

    /// <summary>Makes one; those of the same kind for the same appointment that were not used end.</summary>
    public static string Issue(Tx tx, OneTimeCodeKind kind, Appointment appointment, TimeSpan life)
    {
        tx.Run(
            "UPDATE one_time_code SET used_at = @Now WHERE kind = @kind AND staff_role_id = @Id AND used_at IS NULL",
            new { kind = kind.ToString(), appointment.Id, tx.Now });
        var secret = Secret.New(ProofLength);
        var id = tx.Insert(
            """
            INSERT INTO one_time_code (kind, person_id, staff_role_id, locator, secret_hash, expires_at)
            VALUES (@kind, @PersonId, @Id, @Locator, @hash, @until) RETURNING id
            """,
            new { kind = kind.ToString(), appointment.PersonId, appointment.Id, secret.Locator, hash = secret.Hash(tx.Vault), until = tx.Now + life });
        tx.Audit("one_time_code", id, "issue");
        return secret.Reveal();
    }

    /// <summary>Uses a code up.</summary>
    /// <returns>The appointment it was made for; null when the code is wrong, used, or past its time, or the appointment is over.</returns>
    public static Appointment? Use(Tx tx, OneTimeCodeKind kind, string text)
    {
        if (Secret.Read(text.Trim().ToLowerInvariant(), ProofLength) is not { } secret)
        {
            return null;
        }

        var row = tx.First<Row>(
            "SELECT id, staff_role_id, secret_hash FROM one_time_code WHERE locator = @Locator AND kind = @kind AND used_at IS NULL AND expires_at > @Now",
            new { secret.Locator, kind = kind.ToString(), tx.Now });
        if (!secret.Proves(tx.Vault, row?.SecretHash)
            || tx.Run("UPDATE one_time_code SET used_at = @Now WHERE id = @Id AND used_at IS NULL", new { row!.Id, tx.Now }) == 0)
        {
            return null;
        }

        tx.Audit("one_time_code", row.Id, "use");
        return Appointments.InForce(tx, row.StaffRoleId);
    }

    private sealed record Row
    {
        public long Id { get; init; }

        public long StaffRoleId { get; init; }

        public string SecretHash { get; init; } = "";
    }
}
