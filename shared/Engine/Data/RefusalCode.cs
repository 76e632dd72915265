namespace ChatGov.Data;

/// <summary>Every expected "no" of the program. The name is stable: texts and the API refer to it.</summary>
public enum RefusalCode
{
    /// <summary>The thing is not there, or not within the actor's scope: the two read the same on purpose.</summary>
    NotFound,

    /// <summary>The state machine has no such transition from where the thing is now.</summary>
    WrongState,

    /// <summary>Somebody else changed the row first.</summary>
    ChangedMeanwhile,

    /// <summary>撤销: somebody did something with it since, or it was somebody else's act.</summary>
    ActedOnSince,
    UndoTooLate,

    // Registration
    AlreadyRegistered,
    RegistrationPending,
    NotRegistered,
    InviteCodeWrong,
    InviteCodeExpired,
    InviteCodeUsed,
    InviteCodeEnded,
    TooManyTries,
    ReasonMissing,
    UnitUnknown,
    NoPartnerCommunity,
    SameCommunity,
    DateNotAhead,

    /// <summary>What the person wants to be ends their registration with their unit's partner: asked once more.</summary>
    EndsUnitPartner,

    /// <summary>双报到 is for members in service.</summary>
    ServingMembersOnly,

    NotAName,
    RenamedToday,

    /// <summary>Letters to units are for party members.</summary>
    PartyMembersOnly,

    // Tasks
    TaskVague,
    TaskInThePast,
    PersonalDataInText,
    TaskTextTooLong,
    TaskOver,

    // Claims
    TaskFull,

    /// <summary>Full, and the community chooses who comes: there is no line.</summary>
    TaskFullByChoice,
    TaskStarted,
    TaskNotOpen,
    ClaimNotOpen,
    TooManyClaims,
    TimeClash,
    OrganiserOwnTask,
    StillWaiting,
    OfferGone,
    NoPlaceLeft,
    NotQualified,
    ClaimantBusy,
    OwnClaim,
    PlaceCodeWrong,
    PlaceCodeUsed,
    OwnPlaceCode,
    StandInNeedsYes,
    AlreadyOnTask,
    NotTogether,

    // Roster
    TaskNotEnded,
    UnknownNumbers,
    NamesakesOnRoster,
    OwnHours,
    LongerThanTask,
    SaidInTwoWays,
    WalkInUnknown,
    WalkInOnList,
    WalkInElsewhere,
    WalkInOrganises,
    SeveralOfThatName,
    RosterConfirmed,
    RosterCountedElsewhere,

    // Papers
    NothingServed,
    PaperUnitMissing,
    PaperNotOpen,
    PaperOutdated,
    OwnPaper,

    // Hours
    NothingToCheckIn,
    NotCheckedIn,
    ObjectionTooLate,
    MinutesUnclear,
    AnotherMustConfirm,

    // Organiser
    TaskClaimed,
    ToldEnough,
    NotAskedToLead,

    // The desk
    NotAllowed,
    TokenOutlivesRole,
    TokenMakesTokens,
    TooManyTokens,
    LinkUsed,
    BindCodeWrong,
    BindCodeStale,
    BindCodeForOfficeOnly,
    HasChatAlready,
    AccountSuspended,
    LinkCodeWrong,
    LinkedAlready,
    LinkOfTwoPeople,
    LinkOtherWay,

    // Organisations
    CannotStandThere,
    NameTaken,
    NumberInCell,
    LeavingNotConfirmed,
    CodeTaken,
    StillInUse,
    CannotMerge,
    OrgClosed,
    PersonUnknown,
    RoleNotThere,
    AlreadyAppointed,
    RoleTagUnknown,
    OrgPathUnknown,
    CellUnclear,
    RowTwice,

    // Rosters from files
    FileUnreadable,
    FileTooBig,
    FileEmpty,

    /// <summary>It is something else than a table: a PDF, a page, a picture.</summary>
    FileOtherKind,
    FileTooWide,

    /// <summary>It unpacks to more than a table holds.</summary>
    FileTooHeavy,

    /// <summary>Several tabs fit: one has to be named.</summary>
    SheetSeveral,
    SheetUnknown,
    SheetHidden,
    ColumnMissing,
    ColumnForbidden,
    PhoneWrong,
    WeComUserIdWrong,
    AlreadyOnRoster,

    // Changing a published task
    PlacesTaken,

    // Lists
    ListItemVague,
    QuantityUnclear,
    StockPromised,
    StockTooSmall,
    WishTooLarge,
    OtherSideMustSayYes,

    // Agreements
    AgreementVague,
    AgreementParties,
    AgreementTerm,
    CommitmentUnclear,
    DeliveryDay,

    // Meetings
    AgendaEmpty,
    AgendaFull,
    AgendaLocked,
    DecisionUnclear,

    // Care
    CareUnclear,
    ConsentUnclear,
    GuardianMustConsent,
    ClearanceMissing,
    TwoNeeded,
    VisitTaken,

    /// <summary>Nobody of the pair serves there now.</summary>
    PairAway,
    VisitDay,
    DoorClosed,
    VisitOnTheList,
    CareCodeUnknown,

    // Photos
    EnoughPhotos,
    PhotoTooLate,

    // Asking a human
    HelpRequestFull,
    EnoughHelpToday,
}
