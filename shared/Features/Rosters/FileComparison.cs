using ChatGov.Data;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Rosters;

/// <summary>The rows of one file against the rosters of the units it names.</summary>
internal sealed class FileComparison(Db db, List<KeptUnit> units, RosterFile file, RosterFile.Inspected inspected)
{
    /// <summary>Above every number of a row: so that those of several tabs are told apart.</summary>
    private const long TabStep = 10_000_000;

    // One who left is every day's work, and so are a few of many: at most five, and of ten one.
    private const int FewLeave = 5;
    private const int OneIn = 10;

    private readonly ILookup<string, KeptUnit> _byName = units.ToLookup(unit => FileRow.UnitKey(unit.Name), StringComparer.Ordinal);
    private readonly Dictionary<string, KeptUnit> _byCode = units.Where(unit => unit.Uscc is not null).ToDictionary(unit => unit.Uscc!, StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<long, UnitComparison> _compared = [];
    private readonly HashSet<long> _accepted = [];
    private readonly Dictionary<string, long> _unitOfPhone = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _unitOfAccount = new(StringComparer.Ordinal);
    private readonly long[] _counts = new long[Enum.GetValues<ImportOutcome>().Length];
    private bool _areMany;

    public long CountOf(ImportOutcome outcome) => _counts[(int)outcome];

    public IEnumerable<ImportRow> Compare() => file.Rows()
        .Select(row => Placed(Decide(row)))
        .Concat(_compared.Where(unit => _accepted.Contains(unit.Key)).SelectMany(unit => LeftOf(unit.Value)))
        .Select(Counted);

    /// <summary>How many leavers have to be confirmed: all of them, once they are more than a few in one unit.</summary>
    public long LeavingToConfirm => _areMany ? CountOf(ImportOutcome.Left) : 0;

    private List<ImportRow> LeftOf(UnitComparison unit)
    {
        var left = unit.Left().ToList();
        _areMany |= left.Count > 1 && (left.Count > FewLeave || left.Count * OneIn > unit.Size);
        return left;
    }

    private ImportRow Counted(ImportRow row)
    {
        _counts[(int)row.Outcome]++;
        return row;
    }

    /// <summary>The numbers of rows as the file has them, and the tabs that they stand on.</summary>
    private ImportRow Placed(ImportRow row) => file.Sheets.Count == 0 ? row : row with
    {
        Line = row.Line % TabStep,
        Sheet = file.Sheets[(int)(row.Line / TabStep)],
        OtherLine = row.OtherLine % TabStep,
        OtherSheet = row.OtherLine is { } other && other / TabStep != row.Line / TabStep ? file.Sheets[(int)(other / TabStep)] : null,
    };

    private ImportRow Decide(FileRow row)
    {
        var (unit, why) = UnitOf(row);
        if (row.HoldsNumber)
        {
            return RefusedUnkept(row, unit);
        }

        var read = new ImportRow
        {
            Line = (row.Place * TabStep) + row.Cells.Number,
            Outcome = ImportOutcome.Refused,
            UnitId = unit?.Id,
            UnitName = unit?.Name ?? row.Unit,
            Name = row.Name,
            Phone = row.Phone.Number ?? (row.PhoneText.Length == 0 ? null : row.PhoneText),
            WeComUserId = row.Account.Length == 0 ? null : row.Account,
        };
        if (unit is null)
        {
            return read with { Reason = why };
        }

        var comparison = ComparisonOf(unit);
        var phone = row.Phone.Number;
        var hashes = phone is null ? [] : db.Vault.Hashes(phone).ToList();
        var userId = WeComAccount.Read(row.Account);
        if (Wrong(row) is { } wrong)
        {
            comparison.Spare(row.Name, hashes, userId);
            return read with { Reason = wrong };
        }

        _accepted.Add(unit.Id);
        var decided = comparison.Decide(read.Line, row.Name, phone, userId, hashes, inspected.Namesakes.Contains(row.Key));
        if (decided.Outcome == ImportOutcome.Refused)
        {
            return decided;
        }

        var isPhoneElsewhere = IsOfOtherUnit(_unitOfPhone, hashes.Count > 0 ? hashes[0] : null, unit.Id);
        var isAccountElsewhere = IsOfOtherUnit(_unitOfAccount, userId, unit.Id);
        return isPhoneElsewhere ? decided with { Notice = ImportNotice.PhoneInOtherUnit }
            : isAccountElsewhere ? decided with { Notice = ImportNotice.WeComElsewhere }
            : decided with { Notice = decided.Notice ?? row.Phone.Notice };
    }

    /// <summary>Where such a number stands, and nothing of what stands there; whoever the row may mean has not left.</summary>
    private ImportRow RefusedUnkept(FileRow row, KeptUnit? unit)
    {
        if (unit is not null)
        {
            var name = string.Concat(row.Name.Where(letter => !char.IsDigit(letter) && letter is not ('-' or 'X' or 'x'))).Trim();
            ComparisonOf(unit).Spare(name, row.Phone.Number is { } phone ? db.Vault.Hashes(phone) : [], WeComAccount.Read(row.Account));
        }

        return new ImportRow
        {
            Line = (row.Place * TabStep) + row.Cells.Number, Outcome = ImportOutcome.Refused, Reason = ImportReason.NumberInCell, UnitId = unit?.Id, UnitName = unit?.Name ?? "",
        };
    }

    private static bool IsOfOtherUnit(Dictionary<string, long> units, string? mark, long unitId) =>
        mark is not null && !units.TryAdd(mark, unitId) && units[mark] != unitId;

    private static ImportReason? Wrong(FileRow row) => row.Strange() ?? row.Name switch
    {
        "" => ImportReason.NameMissing,
        _ when row.Name.Letters() > PersonName.Longest => ImportReason.NameTooLong,
        _ when !row.IsNamed => ImportReason.NameUnclear,
        _ when row.Phone.Wrong is { } wrong => wrong,
        _ when row.Account.Length > 0 && WeComAccount.Read(row.Account) is null => ImportReason.WeComWrong,
        _ => null,
    };

    private (KeptUnit? Unit, ImportReason? Why) UnitOf(FileRow row)
    {
        if (row.Code.Length > 0)
        {
            return _byCode.TryGetValue(row.Code, out var coded) ? (coded, null) : (null, ImportReason.UnitUnknown);
        }

        if (row.Unit.Length == 0)
        {
            return units.Count == 1 ? (units[0], null) : (null, ImportReason.UnitMissing);
        }

        var named = _byName[FileRow.UnitKey(row.Unit)].Take(2).ToList();
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
}
