namespace ChatGov.Tests.Machines;

public sealed class MachinePageTests
{
    [Fact]
    public void The_page_of_diagrams_is_current()
    {
        var path = Path.Combine(Root(), "shared", "Engine", "Machines", "DIAGRAMS.md");
        if (Environment.GetEnvironmentVariable(MachinePage.WriteVariable) == "1")
        {
            File.WriteAllText(path, MachinePage.Text());
        }

        Assert.True(
            File.Exists(path) && File.ReadAllText(path).ReplaceLineEndings("\n") == MachinePage.Text().ReplaceLineEndings("\n"),
            $"shared/Engine/Machines/DIAGRAMS.md is not current: run this test with {MachinePage.WriteVariable}=1 and commit what it writes");
    }

    private static string Root()
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "ChatGov.sln")))
        {
            folder = folder.Parent ?? throw new InvalidOperationException("the tests do not run inside the project");
        }

        return folder.FullName;
    }
}
