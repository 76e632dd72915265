using System.Globalization;
using ChatGov.Benchmarks;
using ChatGov.Benchmarks.Growth;
using ChatGov.Benchmarks.Sentences;

// Figures of one run belong together: machines differ and are noisy, ratios in one run are what can be compared.
var folder = Directory.CreateTempSubdirectory("chatgov-bench-").FullName;
try
{
    switch (args.FirstOrDefault())
    {
        case "list":
            await OnBoth(ListRanking.Measure);
            break;
        case "hours":
            await OnBoth(HoursReport.Measure);
            break;
        case "year":
            await OnBoth(YearAndDue.Measure);
            break;
        case "ledger":
            await OnBoth(Ledger.Measure);
            break;
        case "import":
            await OnBoth(Import.Measure);
            break;
        case "desk":
            await OnBoth(DeskRequests.Measure);
            break;
        case "message":
            await OnBoth(MessageSteps.Measure);
            break;
        case "growth":
            await OnBoth((provider, where) => GrowthRun.Measure(provider, where, args[1..]));
            break;
        case "sentences":
            await SentenceFigures.Measure(args[1..]);
            break;
        case "fill":
            await Fill.Run(args[1], Number(2, 10_000), Number(3, 500), Number(4, 15));
            break;
        case var number:
            await Whole(number is null ? 20_000 : int.Parse(number, CultureInfo.InvariantCulture));
            break;
    }
}
finally
{
    Directory.Delete(folder, recursive: true);
}

int Number(int place, int otherwise) => args.Length > place ? int.Parse(args[place], CultureInfo.InvariantCulture) : otherwise;

async Task Whole(int updates)
{
    Console.WriteLine($"{Environment.ProcessorCount} processors, .NET {Environment.Version}, {updates} updates, 64 chats in flight");
    await OnBoth((provider, where) => WholePath.Measure(provider, where, provider == "sqlite" ? updates : updates / 4));
    await FirstRun.Measure(folder);
}

async Task OnBoth(Func<string, string, Task> measure)
{
    await measure("sqlite", folder);
    if (Environment.GetEnvironmentVariable("CHATGOV_TEST_POSTGRES") is { } server)
    {
        await measure("postgres", server);
    }
}
