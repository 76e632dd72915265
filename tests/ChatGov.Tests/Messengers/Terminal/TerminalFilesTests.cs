using ChatGov.Messengers.Terminal;
using ChatGov.Outbox;

namespace ChatGov.Tests.Messengers.Terminal;

/// <summary>What the terminal does with files: one folder, nothing outside it, for the owner only.</summary>
public sealed class TerminalFilesTests : IDisposable
{
    private readonly string _folder = Path.Combine(Directory.CreateTempSubdirectory("chatgov-files-").FullName, "files");

    [Theory]
    [InlineData("证明.pdf", "证明.pdf")]
    [InlineData("../../etc/passwd", "_.._etc_passwd")]
    [InlineData("C:\\a\nb", "C__a_b")]
    [InlineData("..", "file")]
    public async Task A_file_is_put_into_the_folder_whatever_its_name(string name, string saved)
    {
        var files = new TerminalFiles(_folder);

        var where = await files.Save(new MessageFile(name, "application/pdf", [1, 2]), CancellationToken.None);
        await files.Save(new MessageFile(name, "application/pdf", [3]), CancellationToken.None);

        Assert.Equal(Path.Combine(_folder, saved), where);
        Assert.Equal([3], await File.ReadAllBytesAsync(where));
        Assert.Equal(where, Assert.Single(Directory.GetFiles(_folder)));
        if (!OperatingSystem.IsWindows())
        {
            Assert.Equal(UnixFileMode.UserRead | UnixFileMode.UserWrite, File.GetUnixFileMode(where));
        }
    }

    public void Dispose() => Directory.Delete(Path.GetDirectoryName(_folder)!, recursive: true);
}
