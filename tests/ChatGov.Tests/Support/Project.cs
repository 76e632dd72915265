namespace ChatGov.Tests.Support;

/// <summary>The project's own files.</summary>
internal static class Project
{
    /// <summary>The documents that are made of the code are written anew instead of compared.</summary>
    public const string WriteVariable = "CHATGOV_WRITE_DOCS";

    public static string Root { get; } = FindRoot();

    public static string File(params string[] parts) => Path.Combine([Root, .. parts]);

    /// <summary>The lines between <c>&lt;!-- name --&gt;</c> and <c>&lt;!-- /name --&gt;</c> are what the code says.</summary>
    public static void HasPart(string file, string name, string current)
    {
        var (begin, end) = ($"<!-- {name} -->\n", $"<!-- /{name} -->");
        var text = System.IO.File.ReadAllText(File(file)).ReplaceLineEndings("\n");
        var (from, to) = (text.IndexOf(begin, StringComparison.Ordinal) + begin.Length, text.IndexOf(end, StringComparison.Ordinal));
        Assert.True(from >= begin.Length && to >= from, $"{file} has no part {name}");
        if (Environment.GetEnvironmentVariable(WriteVariable) == "1")
        {
            System.IO.File.WriteAllText(File(file), text[..from] + current + text[to..]);
            return;
        }

        Assert.True(text[from..to] == current, $"{file}, {name}, is not current: run this test with {WriteVariable}=1 and commit what it writes. It should be:\n{current}");
    }

    /// <summary>The programs' own code.</summary>
    public static IEnumerable<(string Path, string Text)> Sources() => new[] { "shared", "bot", "admin" }
        .SelectMany(folder => Directory.EnumerateFiles(File(folder), "*.cs", SearchOption.AllDirectories))
        .Select(path => path.Replace('\\', '/')).Where(IsKept)
        .Select(path => (path, System.IO.File.ReadAllText(path)));

    /// <summary>Not made by a build.</summary>
    public static bool IsKept(string path) => !path.Contains("/obj/", StringComparison.Ordinal) && !path.Contains("/bin/", StringComparison.Ordinal);

    private static string FindRoot()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!System.IO.File.Exists(Path.Combine(folder.FullName, "ChatGov.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the project");
        }

        return folder.FullName;
    }
}
