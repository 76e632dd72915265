using ChatGov.Actions;

namespace ChatGov.People;

/// <summary>What people do about oneself. A name never changes once it was sent.</summary>
public static class PersonActions
{
    public static ActionName BeRetired { get; } = new("be_retired");

    public static ActionName BeServing { get; } = new("be_serving");

    public static ActionName BeVolunteer { get; } = new("be_volunteer");

    public static ActionName BeginAnew { get; } = new("begin_anew");

    public static ActionName ConsentNo { get; } = new("consent_no");

    public static ActionName ConsentYes { get; } = new("consent_yes");

    public static ActionName Mute { get; } = new("mute");

    public static ActionName MyData { get; } = new("my_data");

    public static ActionName Notices { get; } = new("notices");

    public static ActionName Rename { get; } = new("rename");

    public static ActionName SetAvailability { get; } = new("set_availability");

    public static ActionName SetSkills { get; } = new("set_skills");

    public static ActionName SwitchNotice { get; } = new("switch_notice");

    public static ActionName Unmute { get; } = new("unmute");
}
