using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Texts;

namespace ChatGov.Organisations;

/// <summary>Short words, each of them.</summary>
[AttributeUsage(AttributeTargets.Property)]
internal sealed class ShortWordsAttribute : ValidationAttribute
{
    public int Longest { get; init; } = 60;

    public override bool IsValid(object? value) =>
        value is not IEnumerable<string?> words || words.All(word => !string.IsNullOrWhiteSpace(word) && word.Letters() <= Longest);
}

public sealed record EstatesBody : IRequestBody
{
    public static EstatesBody Example { get; } = new() { Names = ["金沙苑", "世纪花园"] };

    [MaxLength(Tagging.Most), ShortWords, Description("All estates of the community, as they are to be.")]
    public IReadOnlyList<string> Names { get; init; } = [];
}

public sealed record TagsBody : IRequestBody
{
    public static TagsBody Example { get; } = new() { Showcases = ["城市融合党建示范点"], Brands = ["红色驿站"] };

    [MaxLength(Tagging.Most), ShortWords, Description("示范点: what it is an example of, as they are to be.")]
    public IReadOnlyList<string> Showcases { get; init; } = [];

    [MaxLength(Tagging.Most), ShortWords, Description("品牌: what it is known for, as they are to be.")]
    public IReadOnlyList<string> Brands { get; init; } = [];
}

public sealed record RoleTagBody : IRequestBody
{
    public static RoleTagBody Example { get; } = new() { Code = "GridLead", Label = "网格长" };

    [Required, RegularExpression("^[A-Z][A-Za-z]{1,39}$"), Description("English letters, for programs.")]
    public string Code { get; init; } = "";

    /// <summary>What people read.</summary>
    [Required, StringLength(40)]
    public string Label { get; init; } = "";
}

public sealed record AppointmentTagsBody : IRequestBody
{
    public static AppointmentTagsBody Example { get; } = new() { Tags = ["GridLead"] };

    [MaxLength(Tagging.Most), ShortWords, Description("Codes of `role-tags`: all that the person is to have there.")]
    public IReadOnlyList<string> Tags { get; init; } = [];
}

public sealed record CommitteeJoin : IRequestBody
{
    public static CommitteeJoin Example { get; } = new() { UnitId = 56 };

    [Required, Range(1, long.MaxValue)]
    public long? UnitId { get; init; }
}

/// <summary>小区, 示范点, 品牌, 两长五员 and 联合党委: what is said about places and people besides the tree.</summary>
internal static class TagEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        MapPlaces(api);
        MapPeople(api);
        MapCommittees(api);
    }

    private static void MapPlaces(RouteGroupBuilder api)
    {
        var orgs = api.MapGroup("/organisations/{id:long}").WithTags("Organisations");
        orgs.MapGet("tags", (Desk desk, long id) => desk.Get(tx => Tagging.Find(tx, id)))
            .Gives<OrgTags>("Its estates and what it is known by");
        orgs.MapPut("tags", (Desk desk, long id, TagsBody body) => desk.Change(VersionedTable.Org, id, tx => Tagging.SetLabels(tx, id, body.Showcases, body.Brands)))
            .Changes<OrgTags>("Says what it is an example of and known for; the offices above do");
        orgs.MapGet("estates", (Desk desk, long id) => desk.Get(tx => Tagging.Find(tx, id)))
            .Gives<OrgTags>("The same, at the address where its estates are named anew");
        orgs.MapPut("estates", (Desk desk, long id, EstatesBody body) => desk.Change(VersionedTable.Org, id, tx => Tagging.SetEstates(tx, id, body.Names)))
            .Changes<OrgTags>("Names the estates by which people find their community");
    }

    private static void MapPeople(RouteGroupBuilder api)
    {
        api.MapGet("/role-tags", (Desk desk) => desk.Whole<RoleTagKind>(tx => RoleTags.Kinds(tx)))
            .WithTags("Staff").Gives<Paging.Page<RoleTagKind>>("The tags that people can have in a place");
        api.MapPost("/role-tags/define", (Desk desk, RoleTagBody body) => desk.Do(tx => RoleTags.Define(tx, body.Code, body.Label)))
            .WithTags("Staff").Does<RoleTagKind>("Adds a tag or names it anew; the banner's office does");
        api.MapGet("/staff/{id:long}/tags", (Desk desk, long id) => desk.Get(tx => RoleTags.Find(tx, id)))
            .WithTags("Staff").Gives<AppointmentTags>("The tags of the person of an appointment, in its place");
        api.MapPut("/staff/{id:long}/tags", (Desk desk, long id, AppointmentTagsBody body) =>
                desk.Change(VersionedTable.StaffRole, id, tx => RoleTags.Set(tx, id, [.. body.Tags])))
            .WithTags("Staff").Changes<AppointmentTags>("Sets them");
    }

    private static void MapCommittees(RouteGroupBuilder api)
    {
        var committees = api.MapGroup("/joint-committees/{id:long}/members").WithTags("Joint committees");
        committees.MapGet("", (Desk desk, long id, [AsParameters] PageQuery page, bool? past) =>
                desk.Look(page, (tx, request) => JointCommittees.Members(tx, id, past ?? false, request)))
            .Gives<Paging.Page<CommitteeMember>>("The units that sit in it, or that left");
        committees.MapPost("", (Desk desk, long id, CommitteeJoin body) => desk.Create(tx => JointCommittees.Join(tx, id, body.UnitId!.Value), _ => $"/api/v1/joint-committees/{id}/members"))
            .Makes<CommitteeMember>("A unit joins");
        committees.MapPost("{unitId:long}/leave", (Desk desk, long id, long unitId) => desk.Do(tx => JointCommittees.Leave(tx, id, unitId)))
            .Does<CommitteeMember>("A unit leaves; that it was there stays known");
    }
}
