namespace ChatGov.Calendars;

/// <summary>Calendars, as the desk gives them out.</summary>
public static class CalendarsAtTheDesk
{
    public static readonly DeskFeature Feature = new() { Of = CalendarsFeature.Feature, Endpoints = CalendarEndpoints.Map };
}
