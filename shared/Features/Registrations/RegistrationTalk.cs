using System.Globalization;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.People;

namespace ChatGov.Registrations;

/// <summary>问一句: what the community wants to know before it answers. The registration goes on waiting; only the words go to and fro.</summary>
public static class RegistrationTalk
{
    internal const int LongestWords = 300;
    private const int MostADay = 5;
    private const string Asked = "ask";
    private const string Answered = "answer";

    public static Outcome<WaitingRegistration> Ask(Tx tx, long id, string words) => tx.UseCase<WaitingRegistration>(() =>
    {
        if (WaitingRegistrations.Find(tx, id) is not { } waiting)
        {
            return RefusalCode.NotFound;
        }

        if (!Budgets.Spend(tx, string.Create(CultureInfo.InvariantCulture, $"asks reporter {id}"), Budgets.Day(tx.Now), MostADay))
        {
            return new Refusal(RegistrationRefusal.AskedOften, ("limit", MostADay));
        }

        tx.Audit(RegistrationMachine.Table.Entity, id, Asked);
        var community = OrgTree.NameOf(tx, RegistrationRows.Find(tx, id)!.AnsweredBy!.Value)!;
        tx.Send(waiting.PersonId, OutboxKind.Choice, "registration.notice.asked", [("community", community), ("text", words)], new SendOptions
        {
            Choices = [new LabelledChoice("registration.choice.answer", RegistrationActions.AnswerCommunity.On(id))],
        });
        return waiting;
    });

    /// <summary>The answer goes to those who answer for the community now.</summary>
    public static Outcome<Registration> Answer(Tx tx, long id, string words) => tx.UseCase<Registration>(() =>
    {
        if (FindAsked(tx, id) is not { } registration)
        {
            return RefusalCode.NotFound;
        }

        tx.Audit(RegistrationMachine.Table.Entity, id, Answered);
        var name = Persons.NameOf(tx, tx.Actor.RequiredPersonId);
        foreach (var officer in Offices.AnsweringFor(tx, registration.AnsweredBy!.Value))
        {
            // No more than was asked: it is not counted among what an office hears unasked, and so never left out.
            tx.Send(officer, OutboxKind.Choice, "registration.notice.answered", [("id", id), ("name", name), ("text", words)], RegistrationNotices.Decide(id));
        }

        return registration;
    });

    /// <summary>The actor's own that waits and was asked about since they last answered; null for none.</summary>
    public static Registration? FindAsked(Tx tx, long id) =>
        RegistrationLists.Own(tx).Find(each => each.Id == id && IsAsked(tx, each));

    public static Registration? FindAsked(Tx tx) => RegistrationLists.Own(tx).Find(each => IsAsked(tx, each));

    private static bool IsAsked(Tx tx, Registration each) =>
        each is { State: RegistrationState.Submitted or RegistrationState.Transferring, AnsweredBy: not null }
        && tx.Exists(
            """
            SELECT COUNT(*) FROM audit a WHERE a.entity = @Entity AND a.entity_id = @Id AND a.action = @Asked
              AND NOT EXISTS (SELECT 1 FROM audit b WHERE b.entity = @Entity AND b.entity_id = @Id AND b.action = @Answered AND b.id > a.id)
            """,
            new { RegistrationMachine.Table.Entity, each.Id, Asked, Answered });
}
