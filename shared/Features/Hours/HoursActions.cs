using ChatGov.Actions;

namespace ChatGov.Hours;

/// <summary>What can be done to a roster, as buttons carry it.</summary>
public static class HoursActions
{
    public static readonly ActionName TakeBackRoster = new("take_back_roster");
}
