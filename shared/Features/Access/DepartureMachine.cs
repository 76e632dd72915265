using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Access;

/// <summary>The life of an account's departure.</summary>
public static class DepartureMachine
{
    public static readonly Machine<DepartureState, DepartedAccount> Table = new(
        "departure",
        [DepartureState.LeftAlone],
        new(null, DepartureState.Suspended, Who.System, "the messenger says that the account left, or has another holder", Verb: "note"),
        new(DepartureState.Suspended, DepartureState.Asked, Who.System, "more than twenty within ten minutes", Verb: "hold_back"),
        new(DepartureState.Suspended, DepartureState.LeftAlone, Who.System, "of an account that left twice, the other departure is asked about", Verb: "hold_back"),
        new(DepartureState.Asked, DepartureState.Suspended, Who.Banner, "people left; all that wait, by one answer", Verb: "suspend"),
        new(DepartureState.Asked, DepartureState.LeftAlone, Who.Banner, "the app's scope was changed; all that wait, by one answer", Verb: "leave_alone"))
    {
        Title = "Account that left a messenger (离开的账号)",
        Load = (tx, id) => tx.First<DepartedAccount>($"{Select} WHERE d.id = @id", new { id }),
        IsSeenByOthers = (_, _) => false,
        Actors = [new(Who.Banner, (tx, _) => Can.Operate.OverAll(tx))],
        ReasonWords = null,
        Timers = [],
    };

    internal const string Select =
        """
        SELECT d.id, d.state, d.channel, d.user_id, COALESCE(p.name, '') AS person_name, d.noted_at
        FROM departure d LEFT JOIN chat_identity i ON i.channel = d.channel AND i.user_id = d.user_id LEFT JOIN person p ON p.id = i.person_id
        """;

    /// <summary>As SQL: waits for the banner's office.</summary>
    internal static readonly string Asked = States.Sql(DepartureState.Asked);

    /// <summary>As SQL: rests.</summary>
    internal static readonly string Suspended = States.Sql(DepartureState.Suspended);
}
