using ChatGov.Data;
using ChatGov.Settings;

namespace ChatGov.Messengers.Terminal;

/// <param name="FilesFolder">Where the terminal puts the files it is sent.</param>
public sealed record TerminalSettings(string FilesFolder)
{
    public static readonly Messenger Messenger = new("Terminal",
    [
        new("Terminal:FilesFolder", ReadBy.Bot, Kind.Text, "/tmp/files", "where the terminal puts the files it is sent") { Otherwise = "`files` in your data folder" },
    ])
    {
        ServesPeople = false,
    };

    public static TerminalSettings Read(SettingValues values) =>
        new(values.Find("Terminal:FilesFolder") ?? Path.Combine(DatabaseSettings.DataFolder(), "files"));
}
