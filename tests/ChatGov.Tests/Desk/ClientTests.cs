using System.Diagnostics;
using System.Runtime.CompilerServices;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>The document read by a generator that is not ours: the client it makes compiles strictly and works.</summary>
public sealed class ClientTests
{
    private static readonly string Folder = Path.GetFullPath(Path.Combine(Here(), "../../client"));

    [ClientFact]
    public async Task A_generated_client_compiles_makes_one_thing_reads_it_and_understands_a_no()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.BannerOffice);
        var start = new ProcessStartInfo(
            Path.Combine(Folder, "run.sh"),
            [site.Http.BaseAddress!.ToString().TrimEnd('/'), token, site.World.Helan.ToString(System.Globalization.CultureInfo.InvariantCulture)])
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        using var run = Process.Start(start)!;
        var (said, failed) = (run.StandardOutput.ReadToEndAsync(), run.StandardError.ReadToEndAsync());
        await run.WaitForExitAsync();

        Assert.True(run.ExitCode == 0, await said + await failed);
        Assert.Equal("true 第五网格 NotFound", (await said).Trim());
    }

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    /// <summary>Runs where <c>npm ci</c> was run in tests/client; the gate does so and forbids leaving it out.</summary>
    private sealed class ClientFactAttribute : FactAttribute
    {
        public ClientFactAttribute()
        {
            if (!Directory.Exists(Path.Combine(Folder, "node_modules")) && Environment.GetEnvironmentVariable(DatabasesAttribute.RequireVariable) != "1")
            {
                Skip = "run `npm ci` in tests/client first";
            }
        }
    }
}
