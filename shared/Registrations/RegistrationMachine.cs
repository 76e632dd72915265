using ChatGov.Data;
using ChatGov.Machines;

namespace ChatGov.Registrations;

/// <summary>双报到: where one lives, and where one's unit is partner.</summary>
public enum RegistrationKind
{
    Home,
    UnitPartner,
}

public enum RegistrationState
{
    Invited,
    Submitted,
    Returned,
    Active,
    Transferring,
    Suspended,
    Ended,
    Lapsed,
}

/// <summary>The life of a registration (报到).</summary>
public static class RegistrationMachine
{
    public static readonly Machine<RegistrationState> Table = new(
        "registration",
        [RegistrationState.Ended, RegistrationState.Lapsed],
        new(null, RegistrationState.Invited, Who.Liaison | Who.Secretary | Who.System, "one roster row, one code", "code 30 d"),
        new(null, RegistrationState.Submitted, Who.Member, "no other of the kind", "community answers in 2 working days"),
        new(null, RegistrationState.Active, Who.Secretary, "the new community's yes to a transfer"),
        new(RegistrationState.Invited, RegistrationState.Submitted, Who.Member, "code right, unused, in time"),
        new(RegistrationState.Invited, RegistrationState.Lapsed, Who.System, "code expired", "30 d"),
        new(RegistrationState.Submitted, RegistrationState.Active, Who.Secretary | Who.System, "System only by invite code, or own contact or WeCom account on the roster", "2 working days"),
        new(RegistrationState.Submitted, RegistrationState.Returned, Who.Secretary, "in scope", Reason: true),
        new(RegistrationState.Returned, RegistrationState.Submitted, Who.Member),
        new(RegistrationState.Submitted, RegistrationState.Lapsed, Who.System, Limit: "10 working days"),
        new(RegistrationState.Returned, RegistrationState.Lapsed, Who.System, Limit: "10 working days"),
        new(RegistrationState.Active, RegistrationState.Transferring, Who.Member, "another community; the old one is told and has no veto"),
        new(RegistrationState.Transferring, RegistrationState.Ended, Who.Secretary | Who.Member, "the new community's yes, or 退出", "2 working days"),
        new(RegistrationState.Transferring, RegistrationState.Active, Who.System | Who.Secretary | Who.Member, "no answer; the new community's no; the member stays", "System after 5 working days"),
        new(RegistrationState.Active, RegistrationState.Suspended, Who.Member, "until a day ahead"),
        new(RegistrationState.Suspended, RegistrationState.Active, Who.Member | Who.System, "System on the day"),
        new(RegistrationState.Active, RegistrationState.Ended, Who.Member | Who.Liaison | Who.Secretary, "Liaison: left the unit, UnitPartner only; Secretary: moved, the member is told", Reason: true),
        new(RegistrationState.Submitted, RegistrationState.Ended, Who.Member),
        new(RegistrationState.Returned, RegistrationState.Ended, Who.Member),
        new(RegistrationState.Suspended, RegistrationState.Ended, Who.Member | Who.Liaison | Who.Secretary, "Liaison: left the unit, UnitPartner only"));
}
