using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Http;

namespace ChatGov.Meetings;

public sealed record MeetingCall : IRequestBody
{
    public static MeetingCall Example { get; } = new()
    {
        CommitteeId = 78, Title = "联合党委十二月例会", Place = "党群服务中心二楼", StartsAt = new DateTimeOffset(2026, 12, 18, 15, 0, 0, TimeSpan.FromHours(8)),
    };

    [Required, Range(1, long.MaxValue), Description("The joint committee.")]
    public long? CommitteeId { get; init; }

    [Required, StringLength(MeetingCalling.LongestText)]
    public string Title { get; init; } = "";

    [Required, StringLength(MeetingCalling.LongestText)]
    public string Place { get; init; } = "";

    [Required]
    public DateTimeOffset? StartsAt { get; init; }
}

public sealed record AgendaPoint : IRequestBody
{
    public static AgendaPoint Example { get; } = new() { Title = "冬季清雪怎么分片" };

    [Required, StringLength(MeetingCalling.LongestText)]
    public string Title { get; init; } = "";
}

public sealed record AgendaDecision : IRequestBody
{
    public static AgendaDecision Example { get; } = new()
    {
        Outcome = AgendaOutcome.Adopted, Words = "供电公司负责东片", OwnerId = 56, DueAt = new DateTimeOffset(2027, 1, 10, 18, 0, 0, TimeSpan.FromHours(8)),
    };

    /// <summary>What was decided.</summary>
    [Required]
    public AgendaOutcome? Outcome { get; init; }

    [Required, StringLength(MeetingCalling.LongestText), Description("The decision, in words.")]
    public string Words { get; init; } = "";

    [Description("Who does it: a member unit or the community. Asked of what is adopted.")]
    public long? OwnerId { get; init; }

    [Description("Until when, or when it comes again. Asked of what is adopted or put off.")]
    public DateTimeOffset? DueAt { get; init; }
}

public sealed record MeetingCancellation : IRequestBody
{
    public static MeetingCancellation Example { get; } = new() { Reason = "改到下周五。" };

    [Required, StringLength(MeetingCalling.LongestText), Description("Those who sit there read it.")]
    public string Reason { get; init; } = "";
}
