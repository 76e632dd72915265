using ChatGov.Access;
using ChatGov.Data;
using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.Rights;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>我的数据: all that is kept about a person, in one piece (PIPL art. 45).</summary>
public sealed record OwnDataCopy
{
    public required string Name { get; init; }

    /// <summary>As what they report; null where they have not said.</summary>
    public required PersonKind? Kind { get; init; }

    public required string? Phone { get; init; }

    public required DateTimeOffset Since { get; init; }

    public required IReadOnlyList<string> Messengers { get; init; }

    public required IReadOnlyList<string> Units { get; init; }

    public required IReadOnlyList<OwnOffice> Offices { get; init; }

    public required IReadOnlyList<Skill> Skills { get; init; }

    public required IReadOnlyList<FreeTime> FreeTimes { get; init; }

    public required long Claims { get; init; }

    public required long Minutes { get; init; }

    /// <summary>What the features hold, a line each.</summary>
    public required IReadOnlyList<Phrase> Lines { get; init; }

    public required IReadOnlyList<OwnRequest> Requests { get; init; }

    public required IReadOnlyList<OwnConsent> Consents { get; init; }

    public required long Photos { get; init; }

    /// <summary>Tokens and signed-in browsers that still open the desk.</summary>
    public required long OpenDoors { get; init; }

    /// <summary>What the operator calls them in a place: 楼栋长 of a community.</summary>
    public required IReadOnlyList<string> Tags { get; init; }

    public required string? NationalVolunteerNumber { get; init; }

    public required IReadOnlyList<News> NewsOff { get; init; }

    /// <summary>No invitations until then; null for no pause.</summary>
    public required DateTimeOffset? PausedUntil { get; init; }

    public required bool PlainOrder { get; init; }

    public required bool Muted { get; init; }
}

public sealed record OwnOffice
{
    public Role Role { get; init; }

    public string Place { get; init; } = "";

    public DateTimeOffset FromAt { get; init; }

    public DateTimeOffset? UntilAt { get; init; }
}

/// <summary>转人工 and 投诉平台.</summary>
public sealed record OwnRequest(long Id, HelpRequestKind Kind, DateTimeOffset At, bool IsAnswered, string Words);

public sealed record OwnConsent
{
    public ConsentScope Scope { get; init; }

    public DateTimeOffset GivenAt { get; init; }

    public DateTimeOffset? WithdrawnAt { get; init; }
}

public static class OwnData
{
    public static OwnDataCopy Copy(Tx tx)
    {
        var me = new { personId = tx.Actor.RequiredPersonId, tx.Now };
        var person = tx.First<PersonRow>("SELECT name, kind, created_at, plain_order, muted, paused_until, national_volunteer_no FROM person WHERE id = @personId", me)!;
        return new OwnDataCopy
        {
            Name = person.Name,
            Kind = person.Kind,
            Phone = Persons.PhoneOf(tx, me.personId),
            Since = person.CreatedAt,
            Messengers = tx.All<string>("SELECT channel FROM chat_identity WHERE person_id = @personId ORDER BY id", me),
            Units = tx.All<string>("SELECT u.name FROM roster m JOIN org u ON u.id = m.unit_id WHERE m.person_id = @personId ORDER BY m.id", me),
            Offices = tx.All<OwnOffice>(
                "SELECT s.role, o.name AS place, s.from_at, s.until_at FROM staff_role s JOIN org o ON o.id = s.org_id WHERE s.person_id = @personId ORDER BY s.id", me),
            Skills = Preferences.SkillsOf(tx, me.personId),
            FreeTimes = Preferences.FreeTimesOf(tx, me.personId),
            Claims = tx.Count("SELECT COUNT(*) FROM claim WHERE person_id = @personId", me),
            Minutes = tx.Count("SELECT COALESCE(SUM(minutes), 0) FROM service_record WHERE person_id = @personId", me),
            Lines = [.. Features.All.SelectMany(feature => feature.Holds).Select(place => place.Line?.Invoke(tx, me.personId)).OfType<Phrase>()],
            Requests = HelpRequestActs.Own(tx),
            Consents = tx.All<OwnConsent>("SELECT scope, given_at, withdrawn_at FROM consent WHERE person_id = @personId ORDER BY id", me),
            Photos = tx.Count("SELECT COUNT(*) FROM photo WHERE person_id = @personId", me),
            OpenDoors = tx.Count($"SELECT COUNT(*) FROM api_token WHERE person_id = @personId AND {ApiTokens.Live}", me),
            Tags = tx.All<string>(
                """
                SELECT k.label || '（' || o.name || '）' FROM role_tag t JOIN role_tag_kind k ON k.code = t.tag JOIN org o ON o.id = t.org_id
                WHERE t.person_id = @personId ORDER BY t.org_id, t.tag
                """,
                me),
            NationalVolunteerNumber = person.NationalVolunteerNo,
            NewsOff = [.. NewsSwitches.Off(tx, me.personId).Order()],
            PausedUntil = person.PausedUntil > tx.Now ? person.PausedUntil : null,
            PlainOrder = person.PlainOrder,
            Muted = person.Muted,
        };
    }

    private sealed record PersonRow
    {
        public string Name { get; init; } = "";

        public PersonKind? Kind { get; init; }

        public DateTimeOffset CreatedAt { get; init; }

        public bool PlainOrder { get; init; }

        public bool Muted { get; init; }

        public DateTimeOffset? PausedUntil { get; init; }

        public string? NationalVolunteerNo { get; init; }
    }
}
