using ChatGov.Api;
using ChatGov.Http;
using ChatGov.Paging;

namespace ChatGov.Access;

/// <param name="Id">The code.</param>
/// <param name="IsRevoked">It works no more.</param>
public sealed record CodeRevoked(long Id, bool IsRevoked);

/// <summary>码: what was handed out and still works, to be taken back.</summary>
internal static class CodeEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var codes = api.MapGroup("/codes").WithTags("Codes");
        codes.MapGet("", (Desk desk, [AsParameters] PageQuery page, CodeKind? kind) => desk.List(page, (tx, request) => OpenCodes.List(tx, kind, request)))
            .Gives<Page<OpenCode>>("The codes that still work: of your part of the tree those you may issue, and your own");
        codes.MapPost("{id:long}/revoke", (Desk desk, long id) => desk.Do(tx => OpenCodes.Revoke(tx, id).Then(revoked => new CodeRevoked(id, revoked))))
            .Does<CodeRevoked>("Takes one back: from then on it is worth nothing");
    }
}
