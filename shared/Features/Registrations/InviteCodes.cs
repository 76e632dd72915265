using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.Registrations;

/// <summary>
/// One-time codes tied to one roster row: 4 characters that find the row and 8 that prove it. Wrong tries are counted for the account that tries, five a day,
/// and for nothing that somebody else needs: 31^8 secrets (8.5e11) take 4.7e8 years of one account's days, half of that on average.
/// </summary>
public static class InviteCodes
{
    [Limit("inviteCodeLetters")]
    private const int Letters = LocatorLength + SecretLength;

    private const int LocatorLength = 4;
    private const int SecretLength = 8;
    [Limit("inviteCodeDays")]
    private const int LifeDays = 30;

    private static readonly TimeSpan Life = TimeSpan.FromDays(LifeDays);

    /// <summary>Makes a code for a roster row of a unit that the actor speaks for. It is shown this once.</summary>
    public static Outcome<string> Issue(Tx tx, long rosterId, RegistrationKind kind) => tx.UseCase<string>(() =>
    {
        // A row that has somebody gets one only for somebody whose account left, to be proven anew.
        var unitId = tx.First<long?>(
            """
            SELECT r.unit_id FROM roster r
            WHERE r.id = @rosterId AND r.left_at IS NULL AND NOT EXISTS (SELECT 1 FROM known_chat i WHERE i.person_id = r.person_id)
            """,
            new { rosterId });
        if (unitId is null || (!tx.Actor.IsSystem && !Can.KeepRoster.Over(tx, unitId.Value)))
        {
            return RefusalCode.NotFound;
        }

        return Create(tx, rosterId, kind, Codes.NewSecret(tx, CodeKind.Invite, () => Secret.New(SecretLength, LocatorLength).InCapitals()));
    });

    /// <summary>Whether something looks like a code at all: forgiving about spaces, dashes and case.</summary>
    public static string? Read(string text)
    {
        var plain = new string([.. text.ToUpperInvariant().Where(char.IsAsciiLetterOrDigit)]);
        return plain.Length == LocatorLength + SecretLength ? plain : null;
    }

    /// <summary>A code anywhere in the words: 报到 码是 ABCD-EFGH-JKLM.</summary>
    public static string? In(string words) => Read(words)
        ?? words.Split([' ', '，', ',', '是', '：', ':'], StringSplitOptions.RemoveEmptyEntries).Select(Read).FirstOrDefault(code => code is not null);

    /// <summary>Checks a code for a chat identity, counting a wrong one even though it refuses.</summary>
    public static Outcome<InviteMatch> Check(Tx tx, string text, string identityKey) => CheckFor(tx, tx.Actor.PersonId, text, identityKey);

    /// <summary>Whose row the code belongs to, where they have one and no chat any more; null for every other code.</summary>
    internal static long? AbsentOwner(Tx tx, string text) =>
        Codes.Find(tx, CodeKind.Invite, SecretIn(text)) is { } code && Find(tx, code) is { PersonId: { } owner } && !Suspension.HasChat(tx, owner) ? owner : null;

    internal static Outcome<InviteMatch> CheckFor(Tx tx, long? person, string text, string identityKey)
    {
        var identity = "identity " + identityKey;
        if (WrongTries.AreUsedUp(tx, identity))
        {
            return RefusalCode.TooManyTries;
        }

        if (Codes.Find(tx, CodeKind.Invite, SecretIn(text)) is not { } code || Find(tx, code) is not { } row)
        {
            WrongTries.Count(tx, identity);
            return RegistrationRefusal.InviteCodeWrong;
        }

        // A row has one person: who proved it by another code, by their own contact or by their account came first.
        if (code.UsedAt is not null || (row.PersonId is { } owner && owner != person))
        {
            return RegistrationRefusal.InviteCodeUsed;
        }

        return code.EndedAt is not null ? RegistrationRefusal.InviteCodeEnded
            : !code.IsOpen(tx.Now) ? RegistrationRefusal.InviteCodeExpired
            : new InviteMatch(code.Id, row.Id, code.RegistrationId!.Value, row.Name);
    }

    internal static string Create(Tx tx, long rosterId, RegistrationKind kind, Secret secret)
    {
        var invited = tx.First<long?>(
            $"SELECT id FROM registration WHERE roster_id = @rosterId AND kind = @kind AND state = {RegistrationMachine.Invited}",
            new { rosterId, kind = kind.ToString() });
        var registrationId = invited ?? RegistrationRows.AddAsSystem(
            tx, new Registration { Kind = kind, RosterId = rosterId, State = RegistrationState.Invited }).Id;
        var expiresAt = tx.Now + Life;
        Codes.Issue(tx, CodeKind.Invite, new CodeSubject { RegistrationId = registrationId, RosterId = rosterId }, secret, expiresAt);
        Timers.Move(tx, RegistrationMachine.InviteExpires, registrationId, expiresAt);
        var code = secret.Reveal();
        return $"{code[..4]}-{code[4..8]}-{code[8..]}";
    }

    /// <summary>The invitation that waits for a row, of this kind rather than another: who proves the row without a code uses it up.</summary>
    internal static long? InvitationOf(Tx tx, long rosterId, RegistrationKind kind) => tx.First<long?>(
        $"""
        SELECT id FROM registration WHERE roster_id = @rosterId AND state = {RegistrationMachine.Invited}
        ORDER BY CASE kind WHEN @kind THEN 0 ELSE 1 END, id LIMIT 1
        """,
        new { rosterId, kind = kind.ToString() });

    /// <summary>Uses a code up; false when another message was first.</summary>
    internal static bool Consume(Tx tx, InviteMatch match, long personId) => Codes.Use(tx, match.CodeId, personId);

    /// <summary>The code as it is typed, of its two parts.</summary>
    internal static Secret? SecretIn(string text) => Read(text) is { } plain ? new Secret(plain[..LocatorLength], plain[LocatorLength..]) : null;

    private static Row? Find(Tx tx, Code code) => tx.First<Row>(
        "SELECT id, name, person_id FROM roster WHERE id = @RosterId AND left_at IS NULL", new { code.RosterId });

    private sealed record Row
    {
        public long Id { get; init; }

        public long? PersonId { get; init; }

        public string Name { get; init; } = "";
    }
}

/// <summary>The roster row a right code belongs to.</summary>
public sealed record InviteMatch(long CodeId, long RosterId, long RegistrationId, string Name);
