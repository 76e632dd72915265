using System.ComponentModel;
using System.ComponentModel.DataAnnotations;
using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;

namespace ChatGov.Papers;

/// <summary>A letter to a unit that waits for a signature: what it says, fact by fact.</summary>
/// <param name="Issuer">The community in whose name it is.</param>
/// <param name="Lines">The facts, line by line.</param>
/// <param name="Minutes">The minutes it speaks of, all together.</param>
public sealed record LetterView(long Id, string MemberName, string UnitName, string Issuer, long Minutes, IReadOnlyList<PaperLine> Lines);

/// <summary>A paper after what was done with it.</summary>
/// <param name="Number">Null until it is issued.</param>
public sealed record PaperAnswer(long Id, PaperKind Kind, PaperState State, string? Number);

public sealed record PaperVoiding : IRequestBody
{
    public static PaperVoiding Example { get; } = new() { Number = "ZM-7K3M-Q4TX-9B2H", Reason = "时长写错了，请重新开。" };

    [Required, StringLength(40), Description("The number printed on it.")]
    public string Number { get; init; } = "";

    [Required, StringLength(200), Description("The holder reads it.")]
    public string Reason { get; init; } = "";
}

/// <summary>单位函 and 证明: letters to sign, and papers that should not have been issued.</summary>
internal static class LetterEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var letters = api.MapGroup("/letters").WithTags("Letters");
        letters.MapGet("", (Desk desk) => desk.Whole<LetterView>(tx => Letters.ToSign(tx).ConvertAll(Seen)))
            .Gives<Paging.Page<LetterView>>("The letters that wait for your signature, the oldest first");
        letters.MapPost("{id:long}/sign", (Desk desk, long id) => desk.Do(tx => Answered(Letters.Sign(tx, id))))
            .Does<PaperAnswer>("Signs it; where the records have changed since, it goes back to the member instead");
        letters.MapPost("{id:long}/return", (Desk desk, long id, ReasonBody body) => desk.Do(tx => Answered(Letters.Return(tx, id, body.Reason))))
            .Does<PaperAnswer>("Sends it back with a reason");
        api.MapPost("/papers/void", (Desk desk, PaperVoiding body) => desk.Do(tx => Answered(PaperRevoking.DeclareVoid(tx, body.Number, body.Reason))))
            .WithTags("Letters").Does<PaperAnswer>("Declares a certificate or a letter of your community void; its holder is told why");
    }

    private static LetterView Seen(PaperWithFacts letter) =>
        new(letter.Paper.Id, letter.Facts.Name, letter.Facts.Unit ?? "", letter.Facts.Issuer, letter.Facts.Minutes, letter.Facts.Lines);

    private static Outcome<PaperAnswer> Answered(Outcome<Paper> outcome) => outcome.Match<Outcome<PaperAnswer>>(
        paper => new PaperAnswer(paper.Id, paper.Kind, paper.State, paper.Number), refusal => refusal);
}
