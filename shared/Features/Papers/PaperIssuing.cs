using ChatGov.Data;
using ChatGov.Deadlines;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Papers;

/// <summary>证明, second half: the member has read it, and it is issued at once in the name of the community that organised.</summary>
public static class PaperIssuing
{
    /// <summary>Issues the actor's certificate. A second press, or the second of two at once, gets the same paper.</summary>
    public static Outcome<PaperWithFacts> Issue(Tx tx, long paperId) => tx.UseCase<PaperWithFacts>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (PaperRows.FindOwn(tx, paperId) is not { Kind: PaperKind.Certificate } paper)
        {
            return RefusalCode.NotFound;
        }

        if (paper.State == PaperState.Delivered)
        {
            return new PaperWithFacts(paper, PaperRows.Facts(tx, paperId)!);
        }

        if (paper.State != PaperState.Drafted)
        {
            return PaperRefusal.PaperNotOpen;
        }

        if (PaperDrafting.IsBehind(tx, paper))
        {
            return PaperRefusal.PaperOutdated;
        }

        PaperMachine.Table.Move(tx, paper, PaperState.Previewed);
        PaperMachine.Table.MoveAsSystem(tx, paper with { State = PaperState.Previewed }, PaperState.Signed);
        var facts = Number(tx, paper);
        PaperMachine.Table.MoveAsSystem(tx, paper with { State = PaperState.Signed }, PaperState.Delivered);
        return new PaperWithFacts(PaperRows.Find(tx, paperId)!, facts);
    });

    /// <summary>The actor's own papers that are under way or in their hands, the newest first.</summary>
    public static List<Paper> OwnPapers(Tx tx) => PaperRows.AllOf(tx, tx.Actor.RequiredPersonId);

    /// <summary>The actor's own paper with what is printed on it, to read it or to print it once more.</summary>
    public static Outcome<PaperWithFacts> OpenOwn(Tx tx, long paperId) =>
        PaperRows.FindOwn(tx, paperId) is { } paper && PaperRows.Facts(tx, paperId) is { } facts
            ? new PaperWithFacts(paper, facts)
            : RefusalCode.NotFound;

    /// <summary>我的数据: the papers that are under way or in their hands.</summary>
    internal static Phrase? ToHolder(Tx tx, long personId)
    {
        var papers = PaperRows.AllOf(tx, personId);
        return papers.Count == 0 ? null : new Phrase("my_data.papers", ("list", new Several(papers.Select(paper => new Phrase(
            paper.Number is null ? "paper.mine.line" : "paper.mine.line_number",
            ("kind", new Named<PaperKind>(paper.Kind)), ("community", paper.OrgName), ("state", new Named<PaperState>(paper.State)), ("number", paper.Number ?? ""))))));
    }

    internal static PaperFacts Number(Tx tx, Paper paper)
    {
        var facts = PaperRows.Facts(tx, paper.Id)! with { Number = PaperNumber.Draw(paper.Kind), IssuedOn = Shanghai.Day(tx.Now) };
        PaperRows.Issue(tx, paper.Id, facts);
        return facts;
    }
}
