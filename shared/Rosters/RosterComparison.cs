namespace ChatGov.Rosters;

/// <summary>A row of the roster as far as comparing needs it.</summary>
internal sealed record KnownMember
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string? PhoneHash { get; init; }

    public string? PhoneLast4 { get; init; }
}

/// <summary>One unit as the file and the roster see it.</summary>
internal sealed class UnitComparison
{
    private readonly long _unitId;
    private readonly string _unitName;
    private readonly ILookup<string, KnownMember> _byPhone;
    private readonly ILookup<string, KnownMember> _byName;
    private readonly HashSet<long> _seen = [];
    private readonly HashSet<long> _spared = [];
    private readonly Dictionary<string, long> _phones = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namesWithoutPhone = new(StringComparer.Ordinal);

    public UnitComparison(long unitId, string unitName, IEnumerable<KnownMember> roster)
    {
        (_unitId, _unitName) = (unitId, unitName);
        Known = [.. roster];
        _byPhone = Known.Where(each => each.PhoneHash is not null).ToLookup(each => each.PhoneHash!, StringComparer.Ordinal);
        _byName = Known.ToLookup(each => each.Name, StringComparer.Ordinal);
    }

    private IReadOnlyList<KnownMember> Known { get; }

    /// <summary>Who a refused row may mean is not taken for somebody who left.</summary>
    public void Spare(string name, IEnumerable<string> hashes)
    {
        _spared.UnionWith(_byName[name].Select(each => each.Id));
        _spared.UnionWith(hashes.SelectMany(hash => _byPhone[hash]).Select(each => each.Id));
    }

    /// <param name="hashes">Those by which the number may be kept, none without a number.</param>
    /// <param name="isNamesake">The file has this name more than once in this unit.</param>
    public ImportRow Decide(long line, string name, string? phone, IReadOnlyList<string> hashes, bool isNamesake)
    {
        var row = new ImportRow { Line = line, UnitId = _unitId, UnitName = _unitName, Name = name, Phone = phone };
        var decided = phone is null ? WithoutPhone(row, isNamesake) : WithPhone(row, hashes, isNamesake);
        if (decided.Outcome == ImportOutcome.Refused)
        {
            Spare(name, hashes);
        }
        else if (decided.RosterId is { } known)
        {
            _seen.Add(known);
        }

        return decided;
    }

    public IEnumerable<ImportRow> Left() => Known.Where(each => !_seen.Contains(each.Id) && !_spared.Contains(each.Id)).Select(each => new ImportRow
    {
        Outcome = ImportOutcome.Left,
        UnitId = _unitId,
        UnitName = _unitName,
        Name = each.Name,
        RosterId = each.Id,
        NameBefore = each.Name,
        HashBefore = each.PhoneHash,
    });

    private ImportRow WithPhone(ImportRow row, IReadOnlyList<string> hashes, bool isNamesake)
    {
        if (!_phones.TryAdd(hashes[0], row.Line))
        {
            return Refused(row, ImportReason.PhoneTwiceInFile) with { OtherLine = _phones[hashes[0]] };
        }

        var matches = hashes.SelectMany(hash => _byPhone[hash]).ToList();
        return matches.Count switch
        {
            > 1 => Refused(row, ImportReason.PhoneTwiceOnRoster),
            1 when _seen.Contains(matches[0].Id) => Refused(row, ImportReason.PhoneOfAnother),
            1 when matches[0].Name == row.Name => Same(row, matches[0]),
            1 => Change(row, matches[0]),
            _ => ByName(row, isNamesake),
        };
    }

    /// <summary>Only a name that is alone on both sides tells who got a number, or another one.</summary>
    private ImportRow ByName(ImportRow row, bool isNamesake)
    {
        var named = _byName[row.Name].ToList();
        if (named.Count == 1 && !isNamesake && !_seen.Contains(named[0].Id))
        {
            return Change(row, named[0]) with { Notice = named[0].PhoneHash is null ? null : ImportNotice.NumberReplaced };
        }

        return row with { Outcome = ImportOutcome.Added, Notice = isNamesake || named.Count > 0 ? ImportNotice.Namesake : null };
    }

    private ImportRow WithoutPhone(ImportRow row, bool isNamesake)
    {
        if (isNamesake || !_namesWithoutPhone.Add(row.Name))
        {
            return Refused(row, ImportReason.NameTwiceWithoutPhone);
        }

        var named = _byName[row.Name].ToList();
        return named.Count switch
        {
            > 1 => Refused(row, ImportReason.NameTwiceOnRoster),
            1 when !_seen.Contains(named[0].Id) => Same(row, named[0]),
            _ => row with { Outcome = ImportOutcome.Added },
        };
    }

    private static ImportRow Refused(ImportRow row, ImportReason reason) => row with { Outcome = ImportOutcome.Refused, Reason = reason };

    private static ImportRow Same(ImportRow row, KnownMember member) => row with { Outcome = ImportOutcome.Unchanged, RosterId = member.Id };

    private static ImportRow Change(ImportRow row, KnownMember member) => row with
    {
        Outcome = ImportOutcome.Changed,
        RosterId = member.Id,
        NameBefore = member.Name,
        HashBefore = member.PhoneHash,
    };
}
