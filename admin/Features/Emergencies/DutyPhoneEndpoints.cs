using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Http;

namespace ChatGov.Emergencies;

public sealed record DutyPhonesBody : IRequestBody
{
    public static DutyPhonesBody Example { get; } = new()
    {
        Phones = [DutyPhoneBody.Example, new() { Kind = DutyPhoneKind.Duty, Phone = "0483-8221111" }],
    };

    [Required, MaxLength(DutyPhones.Most), Description("All phones of the place, as they are to be.")]
    public IReadOnlyList<DutyPhoneBody>? Phones { get; init; }
}

public sealed record DutyPhoneBody : IRequestBody
{
    public static DutyPhoneBody Example { get; } = new() { Kind = DutyPhoneKind.VillageDoctor, Name = "王大夫", Phone = "0483-8220000" };

    [Required, Description("The village doctor, or whoever is on duty there.")]
    public DutyPhoneKind? Kind { get; init; }

    [StringLength(DutyPhones.LongestName), Description("Whom one reaches; may be left out.")]
    public string? Name { get; init; }

    [Required, RegularExpression(DutyPhones.Form), Description("A number that anybody may know and call.")]
    public string Phone { get; init; } = "";

    internal DutyPhone ToPhone() => new() { Kind = Kind!.Value, Name = (Name ?? "").Trim(), Phone = Phone };
}

/// <summary>村医 and 值班电话: said to everybody of the place in an emergency.</summary>
internal static class DutyPhoneEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var orgs = api.MapGroup("/organisations/{id:long}/duty-phones").WithTags("Organisations");
        orgs.MapGet("", (Desk desk, long id) => desk.Get(tx => DutyPhones.Find(tx, id)))
            .Gives<PlacePhones>("Whom to call near by in an emergency");
        orgs.MapPut("", (Desk desk, long id, DutyPhonesBody body) =>
                desk.Change(VersionedTable.Org, id, tx => DutyPhones.Set(tx, id, [.. body.Phones!.Select(each => each.ToPhone())])))
            .Changes<PlacePhones>("Sets them; whoever runs the place does");
    }
}
