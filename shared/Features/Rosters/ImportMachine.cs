using ChatGov.Data;
using ChatGov.Machines;
using ChatGov.Rights;

namespace ChatGov.Rosters;

public enum ImportState
{
    Staging,
    Ready,
    Applying,
    Applied,
    Cancelled,
}

/// <summary>The life of a roster that came as a file.</summary>
public static class ImportMachine
{
    private const Who Keepers = Who.Liaison | Who.Banner;

    public static readonly Machine<ImportState, ImportView> Table = new(
        "roster_import",
        [ImportState.Applied, ImportState.Cancelled],
        new(null, ImportState.Staging, Keepers, "no column of identity or bank card numbers; otherwise nothing of the file is kept", Verb: "stage"),
        new(ImportState.Staging, ImportState.Ready, Keepers, "the whole file is read and compared with the rosters", Verb: "staged"),
        new(ImportState.Ready, ImportState.Applying, Keepers, "", "7 days", Verb: "apply"),
        new(ImportState.Applying, ImportState.Applied, Who.System, "no piece is left", Verb: "end"),
        new(ImportState.Staging, ImportState.Cancelled, Keepers, Verb: "cancel"),
        new(ImportState.Staging, ImportState.Cancelled, Who.System, "the reading was cut off", "1 hour", Verb: "expire"),
        new(ImportState.Ready, ImportState.Cancelled, Keepers, Verb: "cancel"),
        new(ImportState.Ready, ImportState.Cancelled, Who.System, "nobody applied it", "7 days", Verb: "expire"),
        new(ImportState.Applying, ImportState.Cancelled, Keepers, "what is applied stays", Verb: "cancel"))
    {
        Title = "Roster from a file (名册导入)",
        Load = Imports.Load,
        IsSeenByOthers = (_, _) => false,
        Actors = [new(Who.Liaison, (tx, import) => Can.KeepRoster.Over(tx, import.OrgId))],
        ReasonWords = null,
        Timers = [],
    };

    /// <summary>As SQL: being read.</summary>
    internal static readonly string Staging = States.Sql(ImportState.Staging);

    /// <summary>As SQL: compared, and not applied yet.</summary>
    internal static readonly string Ready = States.Sql(ImportState.Ready);

    /// <summary>As SQL: being applied.</summary>
    internal static readonly string Applying = States.Sql(ImportState.Applying);

    /// <summary>As SQL: what was kept of the file is needed no more.</summary>
    internal static readonly string Over = States.Sql(ImportState.Applied, ImportState.Cancelled);
}
