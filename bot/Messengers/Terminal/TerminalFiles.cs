using ChatGov.Outbox;

namespace ChatGov.Messengers.Terminal;

/// <summary>Where the terminal puts the files it is sent: one folder, for its owner's eyes only.</summary>
public sealed class TerminalFiles(string folder)
{
    /// <summary>Writes the file; one of the same name is the same paper and is written over.</summary>
    /// <returns>Where it is: the folder as it was configured, and the name.</returns>
    public async Task<string> Save(MessageFile file, CancellationToken cancel)
    {
        var path = Path.Combine(folder, SafeName(file.Name));
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(folder);
        }
        else
        {
            Directory.CreateDirectory(folder, UnixFileMode.UserRead | UnixFileMode.UserWrite | UnixFileMode.UserExecute);
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        await using var stream = new FileStream(path, options);
        await stream.WriteAsync(file.Content, cancel);
        return path;
    }

    private static string SafeName(string name)
    {
        var plain = string.Concat(name.Select(letter => char.IsControl(letter) || letter is '/' or '\\' or ':' ? '_' : letter)).Trim('.', ' ');
        return plain.Length > 0 ? plain : "file";
    }
}
