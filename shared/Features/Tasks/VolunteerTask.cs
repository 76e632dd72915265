using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.People;

namespace ChatGov.Tasks;

/// <summary>A task as everybody may see it: nothing personal but the contact's name.</summary>
public sealed record VolunteerTask : ISealedRow<VolunteerTask>, IMoved<TaskState>
{
    public long Id { get; init; }

    public long OrgId { get; init; }

    public string OrgName { get; init; } = "";

    public string Title { get; init; } = "";

    public string Place { get; init; } = "";

    public string Bring { get; init; } = "";

    public string Risk { get; init; } = "";

    public string ContactName { get; init; } = "";

    internal byte[]? ContactNameCipher { get; init; }

    public DateTimeOffset StartsAt { get; init; }

    public DateTimeOffset EndsAt { get; init; }

    public long Places { get; init; }

    public long Taken { get; init; }

    public bool TwoPeople { get; init; }

    public bool PendingClaims { get; init; }

    /// <summary>Contact with minors: only people whose clearance is valid on the day.</summary>
    public bool NeedsClearance { get; init; }

    /// <summary>A professional act: only people whose credential for this skill has been checked.</summary>
    public Skill? Credential { get; init; }

    public long? SeriesId { get; init; }

    public long OrganiserId { get; init; }

    /// <summary>Who of those who come does the organiser's work; <see cref="TaskLeads.Leads"/> tells whether they still may.</summary>
    public long? LeadId { get; init; }

    /// <summary>Who was asked to and has not answered.</summary>
    public long? LeadAskedId { get; init; }

    public TaskState State { get; init; }

    public long RowVersion { get; init; }

    public long Left => Places - Taken;

    public long Minutes => (long)(EndsAt - StartsAt).TotalMinutes;

    VolunteerTask ISealedRow<VolunteerTask>.Opened(Vault vault) =>
        this with { ContactName = TaskSeals.ContactName.Open(vault, Id, ContactNameCipher) ?? "", ContactNameCipher = null };
}
