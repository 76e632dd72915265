using ChatGov.People;

namespace ChatGov.Rosters;

/// <summary>A row of the roster as far as comparing needs it.</summary>
internal sealed record KnownMember
{
    public long Id { get; init; }

    public string Name { get; init; } = "";

    public string? PhoneHash { get; init; }

    public string? WeComUserId { get; init; }
}

/// <summary>One unit as the file and the roster see it.</summary>
internal sealed class UnitComparison
{
    private readonly long _unitId;
    private readonly string _unitName;
    private readonly ILookup<string, KnownMember> _byPhone;
    private readonly ILookup<string, KnownMember> _byAccount;
    private readonly ILookup<string, KnownMember> _byName;
    private readonly HashSet<long> _seen = [];
    private readonly HashSet<long> _spared = [];
    private readonly Dictionary<string, long> _phones = new(StringComparer.Ordinal);
    private readonly Dictionary<string, long> _accounts = new(StringComparer.Ordinal);
    private readonly HashSet<string> _namesWithoutPhone = new(StringComparer.Ordinal);

    public UnitComparison(long unitId, string unitName, IEnumerable<KnownMember> roster)
    {
        (_unitId, _unitName) = (unitId, unitName);
        Known = [.. roster];
        _byPhone = Known.Where(each => each.PhoneHash is not null).ToLookup(each => each.PhoneHash!, StringComparer.Ordinal);
        _byAccount = Known.Where(each => each.WeComUserId is not null).ToLookup(each => each.WeComUserId!, StringComparer.Ordinal);
        _byName = Known.ToLookup(each => PersonName.Key(each.Name), StringComparer.Ordinal);
    }

    public int Size => Known.Count;

    private IReadOnlyList<KnownMember> Known { get; }

    /// <summary>Who a refused row may mean is not taken for somebody who left.</summary>
    public void Spare(string name, IEnumerable<string> hashes, string? userId)
    {
        _spared.UnionWith(_byName[PersonName.Key(name)].Select(each => each.Id));
        _spared.UnionWith(OfAccount(userId).Select(each => each.Id));
        _spared.UnionWith(hashes.SelectMany(hash => _byPhone[hash]).Select(each => each.Id));
    }

    /// <param name="userId">The WeCom account; null for none.</param>
    /// <param name="hashes">Those by which the number may be kept, none without a number.</param>
    /// <param name="isNamesake">The file has this name more than once in this unit.</param>
    public ImportRow Decide(long line, string name, string? phone, string? userId, IReadOnlyList<string> hashes, bool isNamesake)
    {
        var row = new ImportRow { Line = line, UnitId = _unitId, UnitName = _unitName, Name = name, Phone = phone, WeComUserId = userId };
        var decided = phone is null && userId is null ? ByNameAlone(row, isNamesake) : ByMarks(row, hashes, isNamesake);
        if (decided.Outcome == ImportOutcome.Refused)
        {
            Spare(name, hashes, userId);
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
        WeComBefore = each.WeComUserId,
    });

    private IEnumerable<KnownMember> OfAccount(string? userId) => userId is null ? [] : _byAccount[userId];

    /// <summary>The number tells who it is, and where the roster does not have it, the WeCom account.</summary>
    private ImportRow ByMarks(ImportRow row, IReadOnlyList<string> hashes, bool isNamesake)
    {
        if (hashes.Count > 0 && !_phones.TryAdd(hashes[0], row.Line))
        {
            return Refused(row, ImportReason.PhoneTwiceInFile) with { OtherLine = _phones[hashes[0]] };
        }

        if (row.WeComUserId is { } userId && !_accounts.TryAdd(userId, row.Line))
        {
            return Refused(row, ImportReason.WeComTwiceInFile) with { OtherLine = _accounts[userId] };
        }

        var matches = hashes.SelectMany(hash => _byPhone[hash]).ToList();
        return matches.Count switch
        {
            > 1 => Refused(row, ImportReason.PhoneTwiceOnRoster),
            1 when _seen.Contains(matches[0].Id) => Refused(row, ImportReason.PhoneOfAnother),
            1 => Take(row, matches[0], hashes),
            _ => ByAccount(row, hashes, isNamesake),
        };
    }

    /// <summary>An account may be given to somebody new: with another name and another number it is not the same member.</summary>
    private ImportRow ByAccount(ImportRow row, IReadOnlyList<string> hashes, bool isNamesake)
    {
        var matches = OfAccount(row.WeComUserId).ToList();
        return matches.Count switch
        {
            > 1 => Refused(row, ImportReason.WeComTwiceOnRoster),
            1 when _seen.Contains(matches[0].Id) || (!PersonName.AreSame(matches[0].Name, row.Name) && HasOtherNumber(row, matches[0], hashes)) => Refused(row, ImportReason.WeComOfAnother),
            1 => Take(row, matches[0], hashes),
            _ => ByName(row, hashes, isNamesake),
        };
    }

    /// <summary>Only a name that is alone on both sides tells who got a number or an account, or another one.</summary>
    private ImportRow ByName(ImportRow row, IReadOnlyList<string> hashes, bool isNamesake)
    {
        var named = _byName[PersonName.Key(row.Name)].ToList();
        return named.Count == 1 && !isNamesake && !_seen.Contains(named[0].Id)
            ? Take(row, named[0], hashes)
            : row with { Outcome = ImportOutcome.Added, Notice = isNamesake || named.Count > 0 ? ImportNotice.Namesake : null };
    }

    private ImportRow ByNameAlone(ImportRow row, bool isNamesake)
    {
        if (isNamesake || !_namesWithoutPhone.Add(PersonName.Key(row.Name)))
        {
            return Refused(row, ImportReason.NameTwiceWithoutPhone);
        }

        var named = _byName[PersonName.Key(row.Name)].ToList();
        return named.Count switch
        {
            > 1 => Refused(row, ImportReason.NameTwiceOnRoster),
            1 when !_seen.Contains(named[0].Id) => Take(row, named[0], []),
            _ => row with { Outcome = ImportOutcome.Added },
        };
    }

    private static bool HasOtherNumber(ImportRow row, KnownMember member, IReadOnlyList<string> hashes) =>
        row.Phone is not null && member.PhoneHash is { } hash && !hashes.Contains(hash, StringComparer.Ordinal);

    private static bool HasOtherAccount(ImportRow row, KnownMember member) =>
        row.WeComUserId is { } userId && member.WeComUserId is { } before && userId != before;

    /// <summary>The row means this member. What the file leaves empty stays as the roster has it.</summary>
    private ImportRow Take(ImportRow row, KnownMember member, IReadOnlyList<string> hashes)
    {
        var isSame = PersonName.AreSame(row.Name, member.Name)
            && (row.Phone is null || hashes.Contains(member.PhoneHash, StringComparer.Ordinal))
            && (row.WeComUserId is null || row.WeComUserId == member.WeComUserId);
        return row with
        {
            Outcome = isSame ? ImportOutcome.Unchanged : ImportOutcome.Changed,
            Notice = OfAccount(row.WeComUserId).Any(each => each.Id != member.Id) ? ImportNotice.WeComElsewhere
                : HasOtherNumber(row, member, hashes) ? ImportNotice.NumberReplaced
                : HasOtherAccount(row, member) ? ImportNotice.WeComReplaced
                : null,
            RosterId = member.Id,
            NameBefore = isSame ? null : member.Name,
            HashBefore = isSame ? null : member.PhoneHash,
            WeComBefore = isSame ? null : member.WeComUserId,
        };
    }

    private static ImportRow Refused(ImportRow row, ImportReason reason) => row with { Outcome = ImportOutcome.Refused, Reason = reason };
}
