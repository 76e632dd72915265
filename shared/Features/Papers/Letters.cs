using ChatGov.Actions;
using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Rights;

namespace ChatGov.Papers;

/// <summary>单位信, second half: the member reads it, the secretary signs it, the member takes it and hands it on.</summary>
public static class Letters
{
    /// <summary>The member has read their letter and finds it right: it goes to the secretary.</summary>
    public static Outcome<Paper> Agree(Tx tx, long paperId) => tx.UseCase<Paper>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (PaperRows.FindOwn(tx, paperId) is not { Kind: PaperKind.UnitLetter } letter)
        {
            return RefusalCode.NotFound;
        }

        if (letter.State is PaperState.Previewed or PaperState.Signed)
        {
            return letter;
        }

        if (letter.State != PaperState.Drafted)
        {
            return PaperRefusal.PaperNotOpen;
        }

        if (PaperDrafting.IsBehind(tx, letter))
        {
            return PaperRefusal.PaperOutdated;
        }

        PaperMachine.Table.Move(tx, letter, PaperState.Previewed);
        AskToSign(tx, letter);
        return PaperRows.Find(tx, paperId)!;
    });

    /// <summary>待办: the letters that wait for the actor's signature.</summary>
    public static List<PaperWithFacts> ToSign(Tx tx)
    {
        var facts = PaperRows.FactsToSign(tx);
        return PaperRows.ToSign(tx).ConvertAll(letter => new PaperWithFacts(letter, facts[letter.Id]));
    }

    public static PaperWithFacts? FindToSign(Tx tx, long id) =>
        PaperRows.FindToSign(tx, id) is { } letter ? new PaperWithFacts(letter, PaperRows.Facts(tx, id)!) : null;

    /// <summary>
    /// Signs a letter, in one's own community and not one's own. Where the records have changed since the member read
    /// it, it goes back to them instead: see the state of what is returned.
    /// </summary>
    public static Outcome<Paper> Sign(Tx tx, long paperId) => tx.UseCase<Paper>(() =>
    {
        if (TakeInScope(tx, paperId) is not { } letter)
        {
            return RefusalCode.NotFound;
        }

        if (letter.PersonId == tx.Actor.PersonId)
        {
            return PaperRefusal.OwnPaper;
        }

        // A second press of the same button: the signature stands.
        if (letter.State is PaperState.Signed or PaperState.Delivered && letter.IssuedBy == tx.Actor.PersonId)
        {
            return letter;
        }

        if (letter.State != PaperState.Previewed)
        {
            return PaperRefusal.PaperNotOpen;
        }

        return PaperRows.IsOutdated(tx, paperId) ? SendBackOutdated(tx, letter) : Sign(tx, letter);
    });

    /// <summary>The secretary sends a letter back to the member, with a sentence why.</summary>
    public static Outcome<Paper> Return(Tx tx, long paperId, string reason) => tx.UseCase<Paper>(() =>
    {
        if (TakeInScope(tx, paperId) is not { } letter)
        {
            return RefusalCode.NotFound;
        }

        if (WordsForOthers.RefuseReason(reason) is { } refusal)
        {
            return refusal;
        }

        if (letter.State != PaperState.Previewed)
        {
            return PaperRefusal.PaperNotOpen;
        }

        PaperMachine.Table.Move(tx, letter, PaperState.Drafted, Why.Said(reason));
        PaperDrafting.Refresh(tx, letter);
        Tell(tx, letter, "letter.notice.returned", Choice("letter.choice.read", PaperActions.Paper.Name, paperId), ("reason", reason.Trim()));
        return PaperRows.Find(tx, paperId)!;
    });

    /// <summary>The member takes their signed letter. It is theirs to hand on; until here they could revoke it.</summary>
    public static Outcome<PaperWithFacts> Take(Tx tx, long paperId) => tx.UseCase<PaperWithFacts>(() =>
    {
        Persons.Lock(tx, tx.Actor.RequiredPersonId);
        if (PaperRows.FindOwn(tx, paperId) is not { Kind: PaperKind.UnitLetter } letter)
        {
            return RefusalCode.NotFound;
        }

        if (letter.State is not (PaperState.Signed or PaperState.Delivered))
        {
            return PaperRefusal.PaperNotOpen;
        }

        if (letter.State == PaperState.Signed)
        {
            PaperMachine.Table.Move(tx, letter, PaperState.Delivered);
        }

        return new PaperWithFacts(PaperRows.Find(tx, paperId)!, PaperRows.Facts(tx, paperId)!);
    });

    internal static void AskToSign(Tx tx, Paper letter)
    {
        foreach (var signer in Signers(tx, letter))
        {
            tx.Send(signer, OutboxKind.Choice, "letter.notice.to_sign", [("id", letter.Id)],
                new SendOptions { Choices = [Choice("letter.choice.look", PaperActions.LetterReview.Name, letter.Id)] });
        }
    }

    private static Paper Sign(Tx tx, Paper letter)
    {
        PaperMachine.Table.Move(tx, letter, PaperState.Signed);
        PaperIssuing.Number(tx, letter);
        tx.Send(letter.PersonId, OutboxKind.Choice, "letter.notice.signed", [("community", letter.OrgName)],
            new SendOptions { Choices = [Choice("letter.choice.take", PaperActions.PaperTake.Name, letter.Id), Choice("paper.choice.revoke", PaperActions.PaperRevoke.Name, letter.Id)] });
        return PaperRows.Find(tx, letter.Id)!;
    }

    private static Paper SendBackOutdated(Tx tx, Paper letter)
    {
        PaperMachine.Table.MoveAsSystem(tx, letter, PaperState.Drafted, Why.Because("records_changed"));
        PaperDrafting.Refresh(tx, letter);
        Tell(tx, letter, "letter.notice.outdated", Choice("letter.choice.read", PaperActions.Paper.Name, letter.Id));
        return PaperRows.Find(tx, letter.Id)!;
    }

    /// <summary>Of the community the actor runs; a letter that nobody may sign yet is not there.</summary>
    private static Paper? FindInScope(Tx tx, long paperId) =>
        PaperRows.Find(tx, paperId) is { Kind: PaperKind.UnitLetter, State: not (PaperState.Requested or PaperState.Drafted or PaperState.Revoked) } letter
        && Can.RunCommunity.Over(tx, letter.OrgId)
            ? letter
            : null;

    /// <summary>The same with its holder's row taken: until the end of the transaction the holder cannot revoke it.</summary>
    private static Paper? TakeInScope(Tx tx, long paperId)
    {
        if (FindInScope(tx, paperId) is not { } letter)
        {
            return null;
        }

        Persons.Lock(tx, letter.PersonId);
        return FindInScope(tx, paperId);
    }

    /// <summary>
    /// Who is asked to sign: those who answer for the community; where that is the holder alone, the offices above it.
    /// </summary>
    private static List<long> Signers(Tx tx, Paper letter)
    {
        var secretaries = Staff.SecretariesOf(tx, letter.OrgId).FindAll(each => each != letter.PersonId);
        return secretaries.Count > 0 ? secretaries : Offices.Above(tx, letter.OrgId).FindAll(each => each != letter.PersonId);
    }

    private static void Tell(Tx tx, Paper letter, string key, LabelledChoice choice, params (string Name, object Value)[] args) =>
        tx.Send(letter.PersonId, OutboxKind.Choice, key, args, new SendOptions { Choices = [choice] });

    private static LabelledChoice Choice(string key, string intent, long id) =>
        new(key, ActionName.Print(intent, id), ("id", id));
}
