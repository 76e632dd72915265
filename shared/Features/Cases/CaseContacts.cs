using ChatGov.Data;

namespace ChatGov.Cases;

/// <summary>How somebody wants to be reached is asked once: what they chose with their last matter counts with the next.</summary>
internal static class CaseContacts
{
    public static CaseReach? ReachBefore(Tx tx) => Last(tx)?.Reach;

    public static string? ContactBefore(Tx tx) => Last(tx) is { Reach: CaseReach.Phone } last ? Case.SealedContact.Open(tx.Vault, last.Id, last.ContactCipher) : null;

    private static Row? Last(Tx tx) => tx.First<Row>(
        "SELECT c.id, c.reach, c.contact_cipher FROM ledger_case c WHERE c.reporter_id = @PersonId ORDER BY c.id DESC LIMIT 1", new { tx.Actor.PersonId });

    private sealed record Row
    {
        public long Id { get; init; }

        public CaseReach Reach { get; init; }

        public byte[]? ContactCipher { get; init; }
    }
}
