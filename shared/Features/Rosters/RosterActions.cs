using ChatGov.Actions;

namespace ChatGov.Rosters;

/// <summary>What people do about rosters. A name never changes once it was sent.</summary>
public static class RosterActions
{
    public static ActionName InviteCodes { get; } = new("invite_codes");

    public static ActionName InviteOne { get; } = new("invite_one");
}
