using ChatGov.Api;
using ChatGov.Http;

namespace ChatGov.Auditing;

/// <summary>审计: who changed what, and when.</summary>
internal static class AuditEndpoints
{
    public static void Map(RouteGroupBuilder api) => api
        .MapGet("/audit", (
            Desk desk, [AsParameters] PageQuery page, string? entity, long? entityId, long? actorId, long? tokenId, string? action, DateTimeOffset? from, DateTimeOffset? until) =>
            desk.List(page, (tx, request) => AuditSearch.List(tx, new AuditFilter(entity, entityId, actorId, tokenId, action, from, until), request)))
        .WithTags("Audit").Gives<Paging.Page<AuditEntry>>("Who changed what and when, the latest first; ids and codes only. A page looks through the latest two thousand before its cursor: follow `next` until it is null");
}
