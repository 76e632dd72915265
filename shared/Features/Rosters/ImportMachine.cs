using ChatGov.Data;
using ChatGov.Machines;

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

    public static readonly Machine<ImportState> Table = new(
        "roster_import",
        [ImportState.Applied, ImportState.Cancelled],
        new(null, ImportState.Staging, Keepers, "no column of identity or bank card numbers; otherwise nothing of the file is kept"),
        new(ImportState.Staging, ImportState.Ready, Keepers, "the whole file is read and compared with the rosters"),
        new(ImportState.Ready, ImportState.Applying, Keepers, "", "7 days"),
        new(ImportState.Applying, ImportState.Applied, Who.System, "no piece is left"),
        new(ImportState.Staging, ImportState.Cancelled, Keepers | Who.System, "System: the reading was cut off", "1 hour"),
        new(ImportState.Ready, ImportState.Cancelled, Keepers | Who.System, "System: nobody applied it", "7 days"),
        new(ImportState.Applying, ImportState.Cancelled, Keepers, "what is applied stays"));
}
