using ChatGov.Retention;

namespace ChatGov.People;

/// <summary>Who somebody is to the program: a name, what they can do, when, what they agreed to.</summary>
public static class PeopleFeature
{
    public static readonly Feature Feature = new()
    {
        Name = "People",
        Tables =
        [
            "person", "person_kind", "person_skill", "skill", "person_free_time", "day_part", "consent", "consent_scope", "news_kind", "news_off",
        ],
        Refusals = [.. PersonRefusal.All],
        Machines = Nothing.Because("a person has no state: what they report to has"),
        Timers = Nothing.Because("a pause ends by the clock, whoever looks"),
        ToDo = Nothing.Because("nobody decides about a person"),
        MissesOffice = Nothing.Because("nobody decides about a person"),
        KeepsOpen = Nothing.Because("people belong to no organisation: their registrations do"),
        Follows = Nothing.Because("nothing elsewhere concerns it but what the members below say"),
        PhotosOf = Nothing.Because("no photo goes with it"),
        TasksOf = Nothing.Because("no task springs from it"),
        Holds =
        [
            PersonPlace.ShownAs(nameof(OwnDataCopy.Name), "person.name"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.Kind), "person.kind"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.Phone), "person.phone_cipher"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.Since), "person.created_at"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.PausedUntil), "person.paused_until"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.Muted), "person.muted"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.PlainOrder), "person.plain_order"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.NationalVolunteerNumber), "person.national_volunteer_no"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.Skills), "person_skill.person_id"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.FreeTimes), "person_free_time.person_id"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.Consents), "consent.person_id"),
            PersonPlace.ShownAs(nameof(OwnDataCopy.NewsOff), "news_off.person_id"),
            PersonPlace.NotShown("a number of the program's", "person.id", "person.row_version"),
            PersonPlace.NotShown("the phone once more, unreadable", "person.phone_hash"),
            PersonPlace.NotShown("the one in which it is shown", "person.language"),
            PersonPlace.NotShown("whoever left is shown the end of their registrations and their consent", "person.left_at"),
            PersonPlace.NotShown("nobody is left to be shown it", "person.erased_at"),
        ],
        Leaves = [Persons.Leave],
        Forgets = [ChatTraces.Forget, Erasing.Forget],
        Keeps =
        [
            new("person.language", "of the tombstone, which has no name"),
            new("consent.scope", "that it was given and taken back, 3 years"),
        ],
        Retention = [new("consent", RetentionRule.Years(3), "withdrawn_at < @before")],
        Merges = Nothing.Because("people belong to no organisation: their registrations do"),
    };
}
