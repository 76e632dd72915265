using ChatGov.Tests.Backups;
using ChatGov.Tests.Conversations;
using ChatGov.Tests.Crashes;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Faults;
using ChatGov.Tests.Handover;
using ChatGov.Tests.Operating;
using ChatGov.Tests.Programs;
using ChatGov.Tests.Rosters;
using ChatGov.Tests.Storm;
using ChatGov.Tests.Tasks;
using ChatGov.Tests.Upgrades;
using ChatGov.Tests.Walks;
using Xunit.Abstractions;

[assembly: TestCollectionOrderer("ChatGov.Tests.Support.LongestFirst", "ChatGov.Tests")]

namespace ChatGov.Tests.Support;

/// <summary>
/// The tests of one class run one after the other, and what takes minutes would run alone at the end while the cores stand idle: so it
/// begins first. The order is that of the list that <c>.ci/run</c> prints; whoever is not in it comes after, as ever.
/// </summary>
public sealed class LongestFirst : ITestCollectionOrderer
{
    private static readonly string[] Names =
    [
        .. new[]
        {
            typeof(StormTests), typeof(StandbyTests), typeof(EndedOfficeTests), typeof(HandoverTests), typeof(RestoreTests), typeof(TaskModelTests), typeof(EveryEndpointTests), typeof(DemoRuleTests),
            typeof(YearTranscriptTests), typeof(EveryTopicTests), typeof(RestartTests), typeof(YearTogetherTests), typeof(RosterPropertyTests), typeof(FirstDayTests),
            typeof(OddFilesTests), typeof(UpgradeTests), typeof(StopTests), typeof(IdKindTests), typeof(EverythingTests), typeof(BadInputTests), typeof(TransitionTests),
            typeof(CrashTests), typeof(MovedOfficeTests), typeof(EndingRaceTests), typeof(StartFaultTests), typeof(TerminalTests), typeof(CodesTests), typeof(EndedOfficeAtTheDeskTests),
            typeof(ClientTests), typeof(FilesAsShownTests), typeof(FilesOfOtherKindsTests), typeof(RosterAccountImportTests), typeof(OrganisationTests), typeof(ExportTests),
        }.Select(type => "Test collection for " + type.FullName),
    ];

    public IEnumerable<ITestCollection> OrderTestCollections(IEnumerable<ITestCollection> testCollections) =>
        testCollections.OrderBy(collection => Array.IndexOf(Names, collection.DisplayName) is >= 0 and var place ? place : Names.Length);
}
