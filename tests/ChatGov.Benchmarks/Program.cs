using System.Globalization;
using ChatGov.Benchmarks;

// Figures of one run belong together: machines differ and are noisy, ratios in one run are what can be compared.
var updates = args.Length > 0 ? int.Parse(args[0], CultureInfo.InvariantCulture) : 20_000;
var folder = Directory.CreateTempSubdirectory("chatgov-bench-").FullName;
try
{
    Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {updates} updates, 64 chats in flight");
    await WholePath.Measure("sqlite", folder, updates);
    if (Environment.GetEnvironmentVariable("CHATGOV_TEST_POSTGRES") is { } server)
    {
        await WholePath.Measure("postgres", server, updates / 4);
    }

    await FirstRun.Measure(folder);
}
finally
{
    Directory.Delete(folder, recursive: true);
}
