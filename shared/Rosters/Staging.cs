using ChatGov.Data;
using ChatGov.People;
using ChatGov.Sheets;
using ChatGov.Texts;

namespace ChatGov.Rosters;

/// <summary>
/// Reads a file twice: once to see whether it may be kept at all, and once more to compare it with the rosters and to
/// keep, sealed and in pieces, what would become of each row. Nothing of a roster changes.
/// </summary>
public static class Staging
{
    private const int LongestShown = 2 * PersonName.Longest;
    private const int PhoneLetters = 20;

    /// <param name="file">Can be read from its beginning again.</param>
    /// <returns>The import, not ready yet: see <see cref="Finish"/>.</returns>
    public static async Task<Outcome<long>> Read(Db db, Actor actor, Stream file, CancellationToken cancel)
    {
        var units = MayKeep(db, actor);
        if (units.Count == 0)
        {
            return RefusalCode.NotFound;
        }

        try
        {
            var inspected = Inspect(file, needsUnit: units.Count > 1, cancel);
            return inspected.Ok ? await Keep(db, actor, units, inspected.Value, file, cancel) : inspected.Refusal!;
        }
        catch (SheetFault fault)
        {
            return fault.Kind == SheetFault.TooBig ? new Refusal(RefusalCode.FileTooBig, ("rows", Sheet.MostRows)) : RefusalCode.FileUnreadable;
        }
    }

    /// <summary>Whether the actor keeps any roster at all: asked before a file is taken in.</summary>
    public static bool IsAllowed(Db db, Actor actor) => MayKeep(db, actor).Count > 0;

    /// <summary>The import is read to its end and may be looked at.</summary>
    public static Outcome<ImportView> Finish(Tx tx, long id) => tx.UseCase<ImportView>(() => Imports.Find(tx, id).Match(
        _ => ImportRows.Move(tx, id, ImportState.Staging, ImportState.Ready, Who.Liaison, "staged") ? Imports.Find(tx, id) : RefusalCode.WrongState,
        refusal => refusal));

    private static List<KeptUnit> MayKeep(Db db, Actor actor) => db.Read(tx => Keeping.Units(tx.As(actor)));

    private static Outcome<Inspected> Inspect(Stream file, bool needsUnit, CancellationToken cancel)
    {
        RosterColumns? columns = null;
        ForbiddenColumns? forbidden = null;
        var once = new HashSet<(string Unit, string Name)>();
        var more = new HashSet<(string Unit, string Name)>();
        var count = 0;
        foreach (var row in Sheet.Rows(file))
        {
            cancel.ThrowIfCancellationRequested();
            if (columns is null || forbidden is null)
            {
                (columns, forbidden) = (RosterColumns.Read(row), new ForbiddenColumns(row));
                if (forbidden.NamedByHeader() is { } named)
                {
                    return new Refusal(RefusalCode.ColumnForbidden, ("column", named.Trim()));
                }

                if (Missing(columns, needsUnit) is { } missing)
                {
                    return new Refusal(RefusalCode.ColumnMissing, ("column", missing));
                }

                continue;
            }

            if (forbidden.NamedByContent(row, columns.Code) is { } column)
            {
                return new Refusal(RefusalCode.ColumnForbidden, ("column", column));
            }

            count++;
            var key = (UnitKey(row, columns), PersonName.Key(row[columns.Name]));
            if (!once.Add(key))
            {
                more.Add(key);
            }
        }

        return count == 0 ? RefusalCode.FileEmpty : new Inspected(columns!, more);
    }

    private static string? Missing(RosterColumns columns, bool needsUnit) =>
        columns.Name < 0 ? "姓名" : columns.Phone < 0 ? "手机" : needsUnit && columns.Unit < 0 && columns.Code < 0 ? "单位" : null;

    private static string UnitKey(SheetRow row, RosterColumns columns) => row[columns.Code] is { Length: > 0 } code ? code : row[columns.Unit];

    private static async Task<Outcome<long>> Keep(Db db, Actor actor, List<KeptUnit> units, Inspected inspected, Stream file, CancellationToken cancel)
    {
        var id = await db.Write(tx => ImportRows.Begin(tx.As(actor)), cancel);
        var comparing = new FileComparison(db, units, inspected);
        var number = 0L;
        foreach (var piece in comparing.Compare(Sheet.Rows(file).Skip(1)).Chunk(ImportRows.PieceSize))
        {
            var place = ++number;
            var content = ImportRows.Pack(db.Vault, id, place, piece);
            await db.Write(tx => ImportRows.Keep(tx, id, place, content), cancel);
        }

        await db.Write(tx => SaveCounts(tx.As(actor), id, comparing), cancel);
        return id;
    }

    private static void SaveCounts(Tx tx, long id, FileComparison comparing) => tx.Run(
        "UPDATE roster_import SET added = @added, changed = @changed, gone = @gone, unchanged = @unchanged, refused = @refused WHERE id = @id",
        new
        {
            id,
            added = comparing.CountOf(ImportOutcome.Added),
            changed = comparing.CountOf(ImportOutcome.Changed),
            gone = comparing.CountOf(ImportOutcome.Left),
            unchanged = comparing.CountOf(ImportOutcome.Unchanged),
            refused = comparing.CountOf(ImportOutcome.Refused),
        });

    /// <param name="Namesakes">Names that a unit has more than once in this file.</param>
    internal sealed record Inspected(RosterColumns Columns, HashSet<(string Unit, string Name)> Namesakes);

    /// <summary>The rows of one file against the rosters of the units it names.</summary>
    internal sealed class FileComparison(Db db, List<KeptUnit> units, Inspected inspected)
    {
        private readonly ILookup<string, KeptUnit> _byName = units.ToLookup(unit => unit.Name, StringComparer.Ordinal);
        private readonly Dictionary<string, KeptUnit> _byCode = units.Where(unit => unit.Uscc is not null).ToDictionary(unit => unit.Uscc!, StringComparer.OrdinalIgnoreCase);
        private readonly Dictionary<long, UnitComparison> _compared = [];
        private readonly HashSet<long> _accepted = [];
        private readonly Dictionary<string, long> _unitOfPhone = new(StringComparer.Ordinal);
        private readonly Dictionary<string, long> _unitOfAccount = new(StringComparer.Ordinal);
        private readonly long[] _counts = new long[Enum.GetValues<ImportOutcome>().Length];

        public long CountOf(ImportOutcome outcome) => _counts[(int)outcome];

        public IEnumerable<ImportRow> Compare(IEnumerable<SheetRow> rows) =>
            rows.Select(Decide).Concat(_compared.Where(unit => _accepted.Contains(unit.Key)).SelectMany(unit => unit.Value.Left())).Select(Counted);

        private ImportRow Counted(ImportRow row)
        {
            _counts[(int)row.Outcome]++;
            return row;
        }

        private ImportRow Decide(SheetRow row)
        {
            var columns = inspected.Columns;
            var (name, phone, account) = (PersonName.Clean(row[columns.Name]), row[columns.Phone], row[columns.WeCom]);
            var (unit, why) = UnitOf(row);
            var read = new ImportRow
            {
                Line = row.Number,
                Outcome = ImportOutcome.Refused,
                UnitId = unit?.Id,
                UnitName = unit?.Name ?? Short(row[columns.Unit]),
                Name = Short(name),
                Phone = phone.Length == 0 ? null : Short(phone),
                WeComUserId = account.Length == 0 ? null : Short(account),
            };
            if (unit is null)
            {
                return read with { Reason = why };
            }

            var comparison = ComparisonOf(unit);
            var hashes = phone.Length is 0 or > PhoneLetters ? [] : db.Vault.Hashes(Phone.Normalise(phone)).ToList();
            var userId = WeComAccount.Read(account);
            if (Wrong(row, name, phone, account) is { } wrong)
            {
                comparison.Spare(name, hashes, userId);
                return read with { Reason = wrong };
            }

            _accepted.Add(unit.Id);
            var isNamesake = inspected.Namesakes.Contains((UnitKey(row, columns), PersonName.Key(name)));
            var decided = comparison.Decide(row.Number, name, phone.Length == 0 ? null : Phone.Normalise(phone), userId, hashes, isNamesake);
            if (decided.Outcome == ImportOutcome.Refused)
            {
                return decided;
            }

            var isPhoneElsewhere = IsOfOtherUnit(_unitOfPhone, hashes.Count > 0 ? hashes[0] : null, unit.Id);
            var isAccountElsewhere = IsOfOtherUnit(_unitOfAccount, userId, unit.Id);
            return isPhoneElsewhere ? decided with { Notice = ImportNotice.PhoneInOtherUnit }
                : isAccountElsewhere ? decided with { Notice = ImportNotice.WeComElsewhere }
                : decided;
        }

        private static bool IsOfOtherUnit(Dictionary<string, long> units, string? mark, long unitId) =>
            mark is not null && !units.TryAdd(mark, unitId) && units[mark] != unitId;

        private static ImportReason? Wrong(SheetRow row, string name, string phone, string account) => name switch
        {
            _ when row.HasFormula => ImportReason.FormulaInCell,
            "" => ImportReason.NameMissing,
            _ when name.Letters() > PersonName.Longest => ImportReason.NameTooLong,
            _ when phone.Length > 0 && (phone.Length > PhoneLetters || !Phone.IsMobile(phone) || phone.Any(char.IsLetter)) => ImportReason.PhoneWrong,
            _ when account.Length > 0 && WeComAccount.Read(account) is null => ImportReason.WeComWrong,
            _ => null,
        };

        private (KeptUnit? Unit, ImportReason? Why) UnitOf(SheetRow row)
        {
            if (row[inspected.Columns.Code] is { Length: > 0 } code)
            {
                return _byCode.TryGetValue(code, out var coded) ? (coded, null) : (null, ImportReason.UnitUnknown);
            }

            var name = row[inspected.Columns.Unit];
            if (name.Length == 0)
            {
                return units.Count == 1 ? (units[0], null) : (null, ImportReason.UnitMissing);
            }

            var named = _byName[name].Take(2).ToList();
            return named.Count switch
            {
                0 => (null, ImportReason.UnitUnknown),
                1 => (named[0], null),
                _ => (null, ImportReason.UnitAmbiguous),
            };
        }

        private UnitComparison ComparisonOf(KeptUnit unit)
        {
            if (!_compared.TryGetValue(unit.Id, out var comparison))
            {
                comparison = new UnitComparison(unit.Id, unit.Name, db.Read(tx => tx.All<KnownMember>(
                    "SELECT id, name, phone_hash, wecom_user_id FROM roster WHERE unit_id = @Id AND left_at IS NULL ORDER BY id", new { unit.Id })));
                _compared.Add(unit.Id, comparison);
            }

            return comparison;
        }

        private static string Short(string text) => text.FirstLetters(LongestShown);
    }
}
