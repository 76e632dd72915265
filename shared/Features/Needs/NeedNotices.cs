using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;

namespace ChatGov.Needs;

/// <summary>Who is told what of a need.</summary>
internal static class NeedNotices
{
    /// <summary>Tells whoever asked; nobody where it is the community's own.</summary>
    public static void ToAsker(Tx tx, long id, string key, params (string Name, object Value)[] args)
    {
        if (NeedRows.AskedBy(tx, id) is { } asker)
        {
            tx.Send(asker, OutboxKind.News, key, args);
        }
    }

    public static void ToSecretaries(Tx tx, long communityId, long id, string key)
    {
        var secretaries = Staff.SecretariesOf(tx, communityId);
        if (secretaries.Count == 0)
        {
            Vacancies.Tell(tx, communityId);
        }

        foreach (var secretary in secretaries)
        {
            tx.Notify(secretary, OutboxKind.Choice, key, [("id", id)], new SendOptions { Choices = [new LabelledChoice("need.choice.open", NeedActions.Open.On(id))] });
        }
    }
}
