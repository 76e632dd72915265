using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Access;
using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Rights;

namespace ChatGov.Organisations;

/// <summary>Who is to hold which role where.</summary>
public sealed record AppointmentCreation : IRequestBody, IValidatableObject
{
    public static AppointmentCreation Example { get; } = new() { Name = "李书记", Role = Rights.Role.Secretary, OrgId = 34 };

    [StringLength(People.PersonName.Longest), Description("The name of somebody new; leave it out when sameAsId names an appointment of the person.")]
    public string? Name { get; init; }

    [Range(1, long.MaxValue), Description("Another appointment of the same person.")]
    public long? SameAsId { get; init; }

    [Required]
    public Role? Role { get; init; }

    [Required, Range(1, long.MaxValue)]
    public long? OrgId { get; init; }

    [Description("From when; now unless told.")]
    public DateTimeOffset? From { get; init; }

    [Description("Until when; open unless told.")]
    public DateTimeOffset? Until { get; init; }

    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (string.IsNullOrWhiteSpace(Name) == SameAsId is null)
        {
            yield return new ValidationResult(null, ["name"]);
        }
    }
}

/// <param name="Until">Until when; null takes the end away.</param>
public sealed record AppointmentEnd(DateTimeOffset? Until) : IRequestBody
{
    public static AppointmentEnd Example { get; } = new(new DateTimeOffset(2027, 12, 31, 18, 0, 0, TimeSpan.FromHours(8)));
}

/// <param name="Code">To be handed over in person; the bot takes it after 绑定.</param>
/// <param name="ExpiresAt">It works once, and no longer than this.</param>
public sealed record BindingCode(string Code, DateTimeOffset ExpiresAt);

/// <summary>人员: who holds which role, from when until when, and whether the bot reaches them.</summary>
internal static class StaffEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var staff = api.MapGroup("/staff").WithTags("Staff");
        staff.MapGet("", (Desk desk, [AsParameters] PageQuery page, long? orgId, Role? role, bool? past) =>
                desk.List(page, (tx, request) => Appointments.List(tx, orgId, role, past ?? false, request)))
            .Gives<Paging.Page<Appointment>>("The appointments in your scope").SortedBy(Appointments.Sorts);
        staff.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => Appointments.See(tx, id)))
            .Gives<Appointment>("One appointment");
        staff.MapPost("", (Desk desk, AppointmentCreation body) => desk.Create(
                tx => Staff.Appoint(tx, new NewAppointment(body.Name, body.SameAsId, body.Role!.Value, body.OrgId!.Value, body.From, body.Until)),
                appointment => $"/api/v1/staff/{appointment.Id}"))
            .Makes<Appointment>("Appoints somebody");
        staff.MapPut("{id:long}", (Desk desk, long id, AppointmentEnd body) =>
                desk.Change(VersionedTable.StaffRole, id, tx => Staff.SetEnd(tx, id, body.Until)))
            .Changes<Appointment>("Changes until when it lasts");
        staff.MapPost("{id:long}/dismiss", (Desk desk, long id) => desk.Do(tx => Staff.Dismiss(tx, id)))
            .Does<Appointment>("Ends it at once; tokens made for it let nobody in from then on");
        staff.MapPost("{id:long}/binding-codes", (Desk desk, long id) => desk.Create(
                tx => ChatBinding.Issue(tx, id).Match<Data.Outcome<BindingCode>>(code => new BindingCode(code, tx.Now + ChatBinding.CodeLife), refusal => refusal),
                _ => "/api/v1/codes"))
            .Makes<BindingCode>("A one-time code by which the person ties their chat to it");
    }
}
