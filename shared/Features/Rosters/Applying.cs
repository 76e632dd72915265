using System.Data;
using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.People;
using ChatGov.Registrations;
using Dapper;

namespace ChatGov.Rosters;

/// <summary>
/// Applies imports a piece at a time, each in a transaction of its own in which the piece is deleted: stopped anywhere,
/// it goes on where it was, and nothing is done twice. Encryption is done before the transaction begins.
/// </summary>
public static class Applying
{
    private const string Duty = "roster imports";
    private const int RowsPerStatement = 10;
    private static readonly TimeSpan ReadingLasts = TimeSpan.FromHours(1);
    private static readonly TimeSpan KeptFor = TimeSpan.FromDays(7);

    /// <summary>Does one piece of work.</summary>
    /// <returns>False when there is none, or when another program has the duty.</returns>
    public static async Task<bool> Step(Db db, string owner, CancellationToken cancel)
    {
        var (importId, piece) = db.Read(Next);
        if (importId is { } id)
        {
            var rows = piece is null ? [] : ImportRows.Unpack(db.Vault, id, piece);
            var phones = new Dictionary<ImportRow, HashedPhone>(ReferenceEqualityComparer.Instance);
            foreach (var row in rows.Where(row => row.Outcome is ImportOutcome.Added or ImportOutcome.Changed))
            {
                phones.Add(row, HashedPhone.Of(db.Vault, row.Phone));
            }

            return await db.Write(
                tx => Leases.TryHold(tx, Duty, owner) && (piece is null ? End(tx, id) : Apply(tx, id, piece, rows, phones)), cancel);
        }

        return db.Read(HasLitter) && await db.Write(tx => Leases.TryHold(tx, Duty, owner) && Tidy(tx), cancel);
    }

    private static (long? ImportId, ImportRows.Piece? Piece) Next(Tx tx)
    {
        var id = tx.First<long?>($"SELECT id FROM roster_import WHERE state = {ImportMachine.Applying} ORDER BY id LIMIT 1");
        return (id, id is { } found ? ImportRows.FirstPiece(tx, found) : null);
    }

    private static bool End(Tx tx, long id)
    {
        if (ImportMachine.Table.Take(tx, id) is not { State: ImportState.Applying } import)
        {
            return false;
        }

        ImportRows.Finish(tx, id);
        ImportMachine.Table.MoveAsSystem(tx, import, ImportState.Applied);
        return true;
    }

    private static bool Apply(Tx tx, long id, ImportRows.Piece piece, List<ImportRow> rows, Dictionary<ImportRow, HashedPhone> phones)
    {
        // Taken first: a cancellation, or another program with the same piece, waits or came before.
        if (tx.Run($"UPDATE roster_import SET rows_done = rows_done + @count WHERE id = @id AND state = {ImportMachine.Applying}", new { id, count = (long)rows.Count }) == 0
            || !ImportRows.Drop(tx, piece.Id))
        {
            return false;
        }

        // What cannot be done any more, or is no longer wanted, is counted as overtaken: nobody vanishes.
        var wanted = rows.Count(row => row.Outcome is ImportOutcome.Added or ImportOutcome.Changed or ImportOutcome.Left);
        var done = 0;
        rows = InOpenUnits(tx, rows, phones);

        // Who puts a member on a roster by hand takes the unit as well: nobody is added twice.
        OrgTree.LockRows(tx, rows.Select(row => row.UnitId).OfType<long>());
        foreach (var row in rows)
        {
            done += row.Outcome switch
            {
                ImportOutcome.Changed => Change(tx, id, row, phones[row]),
                ImportOutcome.Left => Leave(tx, row),
                _ => 0,
            };
        }

        // Last: a name may be free only since its row has another.
        var added = rows.Where(row => row.Outcome == ImportOutcome.Added).ToList();
        var there = WhoIsThere(tx, added, phones);
        done += Add(tx, id, [.. added.Where(row => !there.Has(row, phones[row]))], phones);
        tx.Run("UPDATE roster_import SET rows_overtaken = rows_overtaken + @overtaken WHERE id = @id", new { id, overtaken = (long)(wanted - done) });
        tx.Audit("roster_import", id, "apply_piece");
        return true;
    }

    /// <summary>
    /// A unit that was merged after the file was compared: its new members belong to the one in which it stands now. A closed one
    /// has none. The tree stands still until the piece is in: it is locked before the units, as by whoever merges.
    /// </summary>
    private static List<ImportRow> InOpenUnits(Tx tx, List<ImportRow> rows, Dictionary<ImportRow, HashedPhone> phones)
    {
        OrgTree.Lock(tx);
        var open = new Dictionary<long, long?>();
        foreach (var unit in rows.Where(row => row.Outcome == ImportOutcome.Added).Select(row => row.UnitId!.Value).Distinct())
        {
            open[unit] = Merging.StandsIn(tx, unit);
        }

        return rows.ConvertAll(row =>
        {
            if (row.Outcome != ImportOutcome.Added || open[row.UnitId!.Value] is not { } unit || unit == row.UnitId)
            {
                return row;
            }

            var moved = row with { UnitId = unit };
            phones.Add(moved, phones[row]);
            return moved;
        }).FindAll(row => row.Outcome != ImportOutcome.Added || open.GetValueOrDefault(row.UnitId!.Value, row.UnitId) is not null);
    }

    /// <summary>Whom somebody put on the rosters after the file was compared: looked up for the whole piece at once.</summary>
    private static PresentMembers WhoIsThere(Tx tx, List<ImportRow> rows, Dictionary<ImportRow, HashedPhone> phones)
    {
        var there = new PresentMembers([], [], []);
        LookUp(tx, "phone_hash", rows.SelectMany(row => phones[row].Hashes), there.Phones);
        LookUp(tx, "wecom_user_id", rows.Select(row => row.WeComUserId).OfType<string>(), there.Accounts);
        foreach (var unitId in rows.Where(row => IsNameAlone(row, phones[row])).Select(row => row.UnitId!.Value).Distinct())
        {
            there.Names.UnionWith(tx.All<string>("SELECT name FROM roster WHERE unit_id = @unitId AND left_at IS NULL", new { unitId })
                .Select(name => new PresentMember { UnitId = unitId, Mark = PersonName.Key(name) }));
        }

        return there;
    }

    private static void LookUp(Tx tx, string column, IEnumerable<string> marks, HashSet<PresentMember> there)
    {
        foreach (var part in marks.Chunk(RowsPerStatement))
        {
            var args = new DynamicParameters();
            var values = part.Select((mark, i) => Value(args, "m", i, mark, DbType.String));
            there.UnionWith(tx.All<PresentMember>(
                $"SELECT r.unit_id, r.{column} AS mark FROM (VALUES {string.Join(", ", values)}) v JOIN roster r ON r.{column} = v.column1 WHERE r.left_at IS NULL", args));
        }
    }

    private static bool IsNameAlone(ImportRow row, HashedPhone phone) => phone.Hash is null && row.WeComUserId is null;

    private static string Value(DynamicParameters args, string letter, int number, object? value, DbType type)
    {
        var name = letter + number.ToString(CultureInfo.InvariantCulture);
        args.Add(name, value, type);
        return $"(@{name})";
    }

    private static int Add(Tx tx, long importId, List<ImportRow> rows, Dictionary<ImportRow, HashedPhone> phones)
    {
        foreach (var part in rows.Chunk(RowsPerStatement))
        {
            var args = new DynamicParameters();
            args.Add("now", tx.Now.ToUnixTimeMilliseconds(), DbType.Int64);
            args.Add("import", importId, DbType.Int64);
            var ids = tx.NextIds("roster", part.Length);
            for (var i = 0; i < part.Length; i++)
            {
                var phone = phones[part[i]];
                var n = i.ToString(CultureInfo.InvariantCulture);
                args.Add("u" + n, part[i].UnitId, DbType.Int64);
                args.Add("n" + n, part[i].Name, DbType.String);
                args.Add("i" + n, ids[i], DbType.Int64);
                args.Add("c" + n, Roster.SealedPhone.SealWords(tx.Vault, ids[i], phone.Number), DbType.Binary);
                args.Add("h" + n, phone.Hash, DbType.String);
                args.Add("l" + n, phone.Last4, DbType.String);
                args.Add("w" + n, part[i].WeComUserId, DbType.String);
            }

            tx.Run(InsertOf(part.Length), args);
        }

        return rows.Count;
    }

    private static string InsertOf(int count) =>
        "INSERT INTO roster (id, unit_id, name, phone_cipher, phone_hash, phone_last4, wecom_user_id, imported_at, import_id) VALUES "
        + string.Join(", ", Enumerable.Range(0, count).Select(i => string.Create(CultureInfo.InvariantCulture, $"(@i{i}, @u{i}, @n{i}, @c{i}, @h{i}, @l{i}, @w{i}, @now, @import)")));

    /// <summary>What the file did not say stays as it is.</summary>
    private static int Change(Tx tx, long importId, ImportRow row, HashedPhone phone)
    {
        var changed = tx.Run(
            """
            UPDATE roster SET name = @Name, import_id = @importId,
                phone_cipher = COALESCE(@cipher, phone_cipher),
                phone_hash = COALESCE(@Hash, phone_hash), phone_last4 = COALESCE(@Last4, phone_last4), wecom_user_id = COALESCE(@WeComUserId, wecom_user_id)
            """ + AsBefore,
            new
            {
                row.Name,
                importId,
                cipher = Roster.SealedPhone.SealWords(tx.Vault, row.RosterId!.Value, phone.Number),
                phone.Hash,
                phone.Last4,
                row.WeComUserId,
                row.RosterId,
                row.NameBefore,
                hashBefore = row.HashBefore ?? "",
                weComBefore = row.WeComBefore ?? "",
            });
        if (changed == 1)
        {
            tx.Audit("roster", row.RosterId!.Value, "change");
        }

        return changed;
    }

    private static int Leave(Tx tx, ImportRow row)
    {
        var member = tx.First<RosterRow>(
            "SELECT id, unit_id, name, person_id FROM roster" + AsBefore,
            new { row.RosterId, row.NameBefore, hashBefore = row.HashBefore ?? "", weComBefore = row.WeComBefore ?? "" });
        if (member is null)
        {
            return 0;
        }

        RegistrationEndings.LeaveUnit(tx, member);
        return 1;
    }

    /// <summary>
    /// The roster says what it said when the file was compared. A piece from before there were accounts has none, and so has its
    /// row; in one from before schema 25 the hash does not begin with the number of its key.
    /// </summary>
    private const string AsBefore =
        """

        WHERE id = @RosterId AND left_at IS NULL AND name = @NameBefore AND (COALESCE(phone_hash, '') = @hashBefore OR (@hashBefore <> '' AND phone_hash LIKE '%:' || @hashBefore)) AND COALESCE(wecom_user_id, '') = @weComBefore
        """;

    private static object LitterArgs(Tx tx) => new { read = tx.Now - ReadingLasts, kept = tx.Now - KeptFor };

    private static readonly string Expired =
        $"((state = {ImportMachine.Staging} AND created_at < @read) OR (state = {ImportMachine.Ready} AND created_at < @kept))";

    private static readonly string Orphaned =
        $"EXISTS (SELECT 1 FROM roster_import i WHERE i.id = import_id AND i.state IN ({ImportMachine.Over}))";

    private static bool HasLitter(Tx tx) =>
        tx.Exists($"SELECT COUNT(*) FROM roster_import WHERE {Expired}", LitterArgs(tx))
        || tx.Exists($"SELECT COUNT(*) FROM (SELECT 1 FROM roster_import_piece WHERE {Orphaned} LIMIT 1) p");

    private static bool Tidy(Tx tx)
    {
        foreach (var late in tx.All<long>($"SELECT id FROM roster_import WHERE {Expired} ORDER BY id LIMIT 20", LitterArgs(tx)))
        {
            if (ImportMachine.Table.Take(tx, late) is not { State: ImportState.Staging or ImportState.Ready } import)
            {
                continue;
            }

            ImportRows.Finish(tx, late);
            ImportMachine.Table.MoveAsSystem(tx, import, ImportState.Cancelled);
        }

        // A few at a time: deleted content is overwritten, and a chat message may wait for it.
        tx.Run($"DELETE FROM roster_import_piece WHERE id IN (SELECT id FROM roster_import_piece WHERE {Orphaned} ORDER BY id LIMIT 8)");
        return true;
    }

    /// <param name="Phones">By the hash of the number.</param>
    /// <param name="Accounts">By the WeCom account.</param>
    /// <param name="Names">By the name alone, in its common form.</param>
    private sealed record PresentMembers(HashSet<PresentMember> Phones, HashSet<PresentMember> Accounts, HashSet<PresentMember> Names)
    {
        public bool Has(ImportRow row, HashedPhone phone) => IsNameAlone(row, phone)
            ? Names.Contains(Of(row, PersonName.Key(row.Name)))
            : phone.Hashes.Any(hash => Phones.Contains(Of(row, hash))) || (row.WeComUserId is { } userId && Accounts.Contains(Of(row, userId)));

        private static PresentMember Of(ImportRow row, string mark) => new() { UnitId = row.UnitId!.Value, Mark = mark };
    }

    private sealed record PresentMember
    {
        public long UnitId { get; init; }

        public string Mark { get; init; } = "";
    }

    /// <summary>A number and by what it is found; all null without one.</summary>
    private sealed record HashedPhone(string? Number, string? Hash, string? Last4, IReadOnlyList<string> Hashes)
    {
        public static HashedPhone Of(Vault vault, string? phone) => phone is null
            ? new HashedPhone(null, null, null, [])
            : new HashedPhone(phone, vault.Hash(phone), phone[^4..], [.. vault.Hashes(phone)]);
    }
}
