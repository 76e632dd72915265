
namespace ChatGov.Rosters;

/// <summary>What becomes of a row.</summary>
public enum ImportOutcome
{
    Added,
    Changed,

    /// <summary>On the roster, but no longer in the file that names the unit.</summary>
    Left,
    Unchanged,
    Refused,
}

/// <summary>Why a row is refused.</summary>
public enum ImportReason
{
    UnitMissing,
    UnitUnknown,
    UnitAmbiguous,
    NameMissing,
    NameTooLong,
    PhoneWrong,
    FormulaInCell,
    PhoneTwiceInFile,
    NameTwiceWithoutPhone,
    PhoneTwiceOnRoster,

    /// <summary>An earlier row of the file says that the one with this number is somebody else.</summary>
    PhoneOfAnother,
    NameTwiceOnRoster,
    WeComWrong,
    WeComTwiceInFile,
    WeComTwiceOnRoster,

    /// <summary>The roster has this account with somebody of another name and number, or whom an earlier row of the file means.</summary>
    WeComOfAnother,

    // What follows stands at the end: pieces that wait hold the numbers of these.
    /// <summary>Two mobile numbers in one cell.</summary>
    PhoneTwo,
    PhoneLandline,

    /// <summary>1.99E+10: the spreadsheet has cut the number.</summary>
    PhoneShortened,

    /// <summary>#N/A and the like in a column that is read.</summary>
    ErrorInCell,

    /// <summary>The number of an identity paper or a bank card in a cell, or a phone number in the name: nothing of such a cell is kept.</summary>
    NumberInCell,

    /// <summary>What stands there is no name of one person: 李四、王五, 组长：李四.</summary>
    NameUnclear,
}

/// <summary>What is worth a second look, though the row is taken.</summary>
public enum ImportNotice
{
    /// <summary>Another member of the unit has the same name.</summary>
    Namesake,

    /// <summary>The number stands in another unit's row as well.</summary>
    PhoneInOtherUnit,

    /// <summary>The same name had another number until now.</summary>
    NumberReplaced,

    /// <summary>The same member had another WeCom account until now.</summary>
    WeComReplaced,

    /// <summary>The account stands in another row as well: of two rows with one account neither proves anything.</summary>
    WeComElsewhere,

    /// <summary>The number is covered with stars, as our own tables give it: the roster keeps what it has.</summary>
    PhoneCovered,

    /// <summary>A landline beside the mobile number was left out.</summary>
    LandlineLeft,
}

/// <summary>A row of the file, or of the roster, and what becomes of it; kept sealed until then.</summary>
internal sealed record ImportRow
{
    /// <summary>The row in the file; 0 for who is no longer in it.</summary>
    public long Line { get; init; }

    /// <summary>The tab it stands on, where several are read.</summary>
    public string? Sheet { get; init; }

    public ImportOutcome Outcome { get; init; }

    public ImportReason? Reason { get; init; }

    public ImportNotice? Notice { get; init; }

    /// <summary>The earlier row of the file that it collides with.</summary>
    public long? OtherLine { get; init; }

    public string? OtherSheet { get; init; }

    public long? UnitId { get; init; }

    public string UnitName { get; init; } = "";

    public string Name { get; init; } = "";

    public string? Phone { get; init; }

    /// <summary>The WeCom account; null where the file has none, and then the roster keeps what it has.</summary>
    public string? WeComUserId { get; init; }

    /// <summary>The row of the roster that is changed or left.</summary>
    public long? RosterId { get; init; }

    /// <summary>What the roster said when the file was compared: changed since, the row is left alone.</summary>
    public string? NameBefore { get; init; }

    public string? HashBefore { get; init; }

    public string? WeComBefore { get; init; }
}
