using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;
using Microsoft.AspNetCore.Mvc;

namespace ChatGov.Organisations;

/// <summary>An organisation to be made.</summary>
public sealed record OrgCreation : OrgBody
{
    public static OrgCreation Example { get; } = new() { Kind = OrgKind.Community, ParentId = 12, Name = "新城社区", DivisionCode = "152921001003" };

    [Required, Description("What it is; what may stand under what is fixed.")]
    public OrgKind? Kind { get; init; }

    [Required, Range(1, long.MaxValue), Description("The organisation it stands under.")]
    public long? ParentId { get; init; }

    internal NewOrg ToNewOrg() => new()
    {
        Kind = Kind!.Value,
        ParentId = ParentId,
        Name = Name.Trim(),
        DivisionCode = DivisionCode,
        Uscc = Code,
        UnitLevel = UnitLevel,
        PartnerOrgId = PartnerOrgId,
        At = At,
    };
}

/// <summary>All that an organisation is to be known by from now on; what is left out is taken away.</summary>
public sealed record OrgAmendment : OrgBody
{
    public static OrgAmendment Example { get; } = new() { Name = "供电公司", UnitLevel = ChatGov.Organisations.UnitLevel.Banner, PartnerOrgId = 34 };

    internal OrgDetails ToDetails() => new()
    {
        Name = Name.Trim(),
        DivisionCode = DivisionCode,
        Uscc = Code,
        UnitLevel = UnitLevel,
        PartnerOrgId = PartnerOrgId,
        At = At,
    };
}

public abstract record OrgBody : IRequestBody
{
    [Required, StringLength(60), Description("Its name; siblings of a kind differ in it.")]
    public string Name { get; init; } = "";

    [RegularExpression("[0-9]{6,12}"), Description("GB/T 2260 and statistics code, 6 to 12 digits.")]
    public string? DivisionCode { get; init; }

    [UsccCode, Description("The unified social credit code of a unit, GB 32100-2015, 18 characters with its check.")]
    public string? Uscc { get; init; }

    public UnitLevel? UnitLevel { get; init; }

    [Range(1, long.MaxValue), Description("The community a unit is partner of.")]
    public long? PartnerOrgId { get; init; }

    [Range(-90.0, 90.0), Description("Degrees north, WGS 84. Given together with the longitude or not at all.")]
    public double? Latitude { get; init; }

    [Range(-180.0, 180.0), Description("Degrees east, WGS 84.")]
    public double? Longitude { get; init; }

    internal Uscc? Code => Uscc is null ? null : ChatGov.Organisations.Uscc.Read(Uscc);

    internal (double Latitude, double Longitude)? At => Latitude is { } north && Longitude is { } east ? (north, east) : null;
}

/// <summary>A code whose form and check character are right.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class UsccCodeAttribute : ValidationAttribute
{
    public override bool IsValid(object? value) => value is null || (value is string text && Uscc.Read(text) is not null);
}

/// <param name="ParentId">Where it is to stand.</param>
public sealed record OrgMove([property: Required, Range(1, long.MaxValue)] long? ParentId) : IRequestBody
{
    public static OrgMove Example { get; } = new(12);
}

/// <param name="IntoId">The one that stays.</param>
public sealed record OrgMerge([property: Required, Range(1, long.MaxValue)] long? IntoId) : IRequestBody
{
    public static OrgMerge Example { get; } = new(34);
}

/// <summary>组织: the tree of places and units.</summary>
internal static class OrganisationEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var orgs = api.MapGroup("/organisations").WithTags("Organisations");
        orgs.MapGet("", (Desk desk, [AsParameters] PageQuery page, OrgKind? kind, long? under, long? parent, [FromQuery(Name = "name")] string? words, bool? closed) =>
                desk.List(page, (tx, request) => OrgViews.List(tx, new OrgFilter(kind, under, parent, words, closed ?? false), request)))
            .Gives<Paging.Page<OrgView>>("The organisations in your scope, by kind, place or a part of the name").SortedBy(OrgViews.Sorts);
        orgs.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => OrgViews.Find(tx, id)))
            .Gives<OrgView>("One organisation");
        orgs.MapGet("{id:long}/past", (Desk desk, long id) => desk.Whole(tx => OrgViews.Past(tx, id)))
            .Gives<Paging.Page<OrgPast>>("What it was called and where it stood before, the latest first");
        orgs.MapPost("", (Desk desk, OrgCreation body) => desk.Create(
                tx => OrgTree.Create(tx, body.ToNewOrg()).Match<Outcome<OrgView>>(id => OrgViews.Find(tx, id), refusal => refusal),
                org => $"/api/v1/organisations/{org.Id}"))
            .Makes<OrgView>("Makes an organisation under another");
        orgs.MapPut("{id:long}", (Desk desk, long id, OrgAmendment body) =>
                desk.Change(VersionedTable.Org, id, tx => OrgChanges.Amend(tx, id, body.ToDetails())))
            .Changes<OrgView>("Renames it or changes its details");
        orgs.MapPost("{id:long}/move", (Desk desk, long id, OrgMove body) => desk.Do(tx => OrgChanges.Move(tx, id, body.ParentId!.Value)))
            .Does<OrgView>("Puts it, with all under it, below another");
        orgs.MapPost("{id:long}/merge", (Desk desk, long id, OrgMerge body) => desk.Do(tx => Merging.Merge(tx, id, body.IntoId!.Value)))
            .Does<OrgView>("Merges it into another of its kind: what is open goes over, and its people are told");
        orgs.MapPost("{id:long}/close", (Desk desk, long id) => desk.Do(
                tx => OrgTree.Close(tx, id).Match<Outcome<OrgView>>(_ => OrgViews.Find(tx, id), refusal => refusal)))
            .Does<OrgView>("Closes it, when nothing in it is open; its history stays");
    }
}
