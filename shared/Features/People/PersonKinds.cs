using ChatGov.Data;
using ChatGov.Registrations;
using ChatGov.Values;

namespace ChatGov.People;

/// <summary>As what somebody reports. All take tasks alike.</summary>
public enum PersonKind
{
    /// <summary>在职党员: only they count as 在职党员报到, and report to their unit's partner as well.</summary>
    ServingMember,

    /// <summary>退休党员.</summary>
    RetiredMember,

    /// <summary>志愿者, a member of the party or of none.</summary>
    Volunteer,
}

/// <summary>What people say they are, asked once and changed by one word. It is believed: nobody is checked.</summary>
public static class PersonKinds
{
    // Read in this order: 退休党员 is no 党员 in service, 不是党员 no member at all.
    private static readonly (PersonKind Kind, string[] Words)[] Words =
    [
        .. new[] { PersonKind.RetiredMember, PersonKind.Volunteer, PersonKind.ServingMember }.Select(kind => (kind, WordList.Of("kind_of_person.words." + kind))),
    ];

    public static PersonKind? Of(Tx tx, long personId) =>
        tx.First<string>("SELECT kind FROM person WHERE id = @personId AND kind IS NOT NULL", new { personId }) is { } kind ? Enum.Parse<PersonKind>(kind) : null;

    /// <returns>Null where the words say nothing of it.</returns>
    public static PersonKind? Read(string text)
    {
        foreach (var (kind, words) in Words)
        {
            if (WordList.IsIn(text, words))
            {
                return kind;
            }
        }

        return null;
    }

    /// <summary>
    /// Says it anew. Who is no longer in service, or no member, reports to no unit's partner any more: that is refused until
    /// <paramref name="endPartner"/> says that it is meant.
    /// </summary>
    public static Outcome<PersonKind> Say(Tx tx, PersonKind kind, bool endPartner = false) => tx.UseCase<PersonKind>(() =>
    {
        var personId = tx.Actor.RequiredPersonId;
        Persons.Lock(tx, personId);
        if (Of(tx, personId) == kind)
        {
            return kind;
        }

        if (kind != PersonKind.ServingMember && RegistrationLists.Own(tx).Find(each => each.Kind == RegistrationKind.UnitPartner) is { } partner)
        {
            if (!endPartner)
            {
                return new Refusal(RegistrationRefusal.EndsUnitPartner, ("community", partner.OrgName));
            }

            RegistrationEndings.End(tx, RegistrationKind.UnitPartner);
        }

        new KindChanged(personId, kind).Tell(tx);
        Keep(tx, personId, kind);
        return kind;
    });

    /// <summary>A unit's roster names its in-service members; who said something else is believed.</summary>
    internal static void KeepIfUnsaid(Tx tx, long personId, PersonKind kind)
    {
        if (Of(tx, personId) is null)
        {
            Keep(tx, personId, kind);
        }
    }

    private static void Keep(Tx tx, long personId, PersonKind kind)
    {
        tx.Run("UPDATE person SET kind = @kind WHERE id = @personId", new { personId, kind = kind.ToString() });
        tx.Audit("person", personId, "say_kind", reason: kind.ToString());
    }
}
