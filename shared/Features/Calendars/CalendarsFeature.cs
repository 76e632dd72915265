namespace ChatGov.Calendars;

/// <summary>Tasks in calendar programs.</summary>
public static class CalendarsFeature
{
    public static readonly Feature Feature = global::ChatGov.Feature.WithoutRows("Calendars", "a calendar is a token of Access, and shows tasks");
}
