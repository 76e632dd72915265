using ChatGov.Data;

namespace ChatGov.Registrations;

/// <summary>What speaks for somebody being who they say.</summary>
public enum ProofKind
{
    /// <summary>A code that their unit gave them.</summary>
    Code,

    /// <summary>They stand on a unit's roster, found by their own contact or account.</summary>
    Roster,

    /// <summary>Their own contact, as the messenger vouches for it, which is on no roster.</summary>
    Contact,

    /// <summary>Only what they say.</summary>
    Nothing,
}

public static class RegistrationProof
{
    public static ProofKind Of(Tx tx, long personId)
    {
        var found = tx.First<Found>(
            """
            SELECT EXISTS (SELECT 1 FROM access_code c WHERE c.kind = 'Invite' AND c.used_by = p.id) AS by_code,
                   EXISTS (SELECT 1 FROM roster m WHERE m.person_id = p.id AND m.left_at IS NULL) AS on_roster,
                   p.phone_hash IS NOT NULL AS by_contact
            FROM person p WHERE p.id = @personId
            """,
            new { personId });
        return found switch
        {
            { ByCode: true } => ProofKind.Code,
            { OnRoster: true } => ProofKind.Roster,
            { ByContact: true } => ProofKind.Contact,
            _ => ProofKind.Nothing,
        };
    }

    private sealed record Found
    {
        public bool ByCode { get; init; }

        public bool OnRoster { get; init; }

        public bool ByContact { get; init; }
    }
}
