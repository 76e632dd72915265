using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;

namespace ChatGov.Tests.Walks;

/// <summary>
/// Which offices count, and who is known in a chat, is asked of two views alone, so that nobody forgets those that rest. Whoever reads the
/// tables behind them says why.
/// </summary>
public sealed partial class HeldRolesTests
{
    private static readonly Dictionary<string, string> Reasons = new(StringComparer.Ordinal)
    {
        ["shared/Features/Access/ApiTokens.cs staff_role"] = "until when an appointment lasts",
        ["shared/Features/Access/AppointmentNotices.cs staff_role"] = "who made it",
        ["shared/Features/Access/ChatBinding.cs staff_role"] = "moves one, and proves one that rests",
        ["shared/Features/Access/Codes.cs staff_role"] = "takes the row before a code for it is made",
        ["shared/Features/Access/Entering.cs staff_role"] = "tells an office that rests from one that ended",
        ["shared/Features/Access/OpenCodes.cs staff_role"] = "what a code is for, resting or not",
        ["shared/Features/Access/Suspension.cs staff_role"] = "lets them rest",
        ["shared/Features/Auditing/AuditSearch.cs staff_role"] = "where a change of any was",
        ["shared/Demo/DemoBanner.cs staff_role"] = "makes them",
        ["shared/Demo/DemoPersonas.cs staff_role"] = "of a demo that has just been made",
        ["shared/Features/Organisations/Appointments.cs staff_role"] = "lists all, and says which rest",
        ["shared/Features/Organisations/Merging.cs staff_role"] = "ends all of an organisation",
        ["shared/Features/Organisations/RoleTags.cs staff_role"] = "raises the version of one",
        ["shared/Features/Organisations/Staff.cs staff_role"] = "makes, changes and ends them",
        ["shared/Features/Organisations/OrgTree.cs staff_role"] = "ends all of an organisation",
        ["shared/Features/Organisations/Vacancies.cs staff_role"] = "since when none is held",
        ["shared/Engine/Retention/RetentionRun.cs staff_role"] = "who held any within years",
        ["shared/Features/Access/ApiTokens.cs chat_identity"] = "where a session came from, also when that left",
        ["shared/Features/Access/ChatBinding.cs chat_identity"] = "whoever ever had a chat is not known by name alone",
        ["shared/Features/Access/ChatLinking.cs chat_identity"] = "one that left can be unlinked too",
        ["shared/Features/Access/ChatsOf.cs chat_identity"] = "makes and removes them",
        ["shared/Features/Access/Codes.cs chat_identity"] = "takes the row before a code for it is made",
        ["shared/Features/Access/DepartureMachine.cs chat_identity"] = "names those that left",
        ["shared/Features/Access/Departures.cs chat_identity"] = "whoever had it before",
        ["shared/Features/Access/Entering.cs chat_identity"] = "tells whether a session's account rests",
        ["shared/Features/Access/OpenCodes.cs chat_identity"] = "what a code was asked for in",
        ["shared/Features/Access/SigningOut.cs chat_identity"] = "ends codes of all of a person's accounts",
        ["shared/Features/Access/Suspension.cs chat_identity"] = "lets them rest",
        ["shared/Demo/DemoPersonas.cs chat_identity"] = "makes them",
        ["shared/Features/People/ChatTraces.cs chat_identity"] = "forgets what was said in any of them",
        ["shared/Features/People/Erasing.cs chat_identity"] = "removes all of a person",
        ["shared/Features/People/Joining.cs chat_identity"] = "makes one",
        ["shared/Features/People/Newcomers.cs chat_identity"] = "moves all of a newcomer",
        ["shared/Features/People/OwnData.cs staff_role"] = "shows people all that is held of them",
        ["shared/Features/People/OwnData.cs chat_identity"] = "shows people all that is held of them",
        ["shared/Features/People/Persons.cs chat_identity"] = "forgets what is half said in any of them",
        ["bot/Engine/Conversations/Reachability.cs chat_identity"] = "changes the one that speaks, which is known",
        ["bot/Engine/Conversations/Session.cs chat_identity"] = "tells whether the one that speaks rests",
        ["bot/Engine/Conversations/Scene.cs staff_role"] = "whether one was held that is over",
        ["bot/Engine/Inbox/InboxStore.cs chat_identity"] = "whether an account was ever here",
        ["bot/Engine/Outbox/OutboxStore.cs chat_identity"] = "what the messenger says of a chat, whoever has it",
    };

    [Fact]
    public void Only_those_that_say_why_read_the_tables_behind_the_views()
    {
        var root = Path.GetFullPath(Path.Combine(Here(), "..", "..", ".."));
        var found = new[] { "shared", "bot", "admin" }
            .SelectMany(folder => Directory.EnumerateFiles(Path.Combine(root, folder), "*.cs", SearchOption.AllDirectories))
            .Where(file => !file.Contains($"{Path.DirectorySeparatorChar}obj{Path.DirectorySeparatorChar}", StringComparison.Ordinal))
            .SelectMany(file => Tables(File.ReadAllText(file)).Select(table => $"{Path.GetRelativePath(root, file).Replace('\\', '/')} {table}"))
            .Distinct().Order(StringComparer.Ordinal).ToList();

        Assert.Equal(Reasons.Keys.Order(StringComparer.Ordinal), found);
        Assert.All(Reasons.Values, Assert.NotEmpty);
    }

    [Fact]
    public void A_statement_that_reads_one_of_them_is_found()
    {
        Assert.Equal(["staff_role"], Tables("SELECT 1 FROM staff_role s WHERE s.person_id = 1"));
        Assert.Equal(["chat_identity"], Tables("UPDATE chat_identity SET x = 1"));
        Assert.Empty(Tables("tx.Audit(\"staff_role\", id, \"appoint\"); SELECT 1 FROM held_role JOIN known_chat"));
    }

    private static IEnumerable<string> Tables(string source) => Raw().Matches(source).Select(match => match.Groups[1].Value).Distinct(StringComparer.Ordinal);

    private static string Here([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;

    [GeneratedRegex(@"(?:FROM|JOIN|UPDATE|INTO)\s+(staff_role|chat_identity)\b", RegexOptions.None, 1000)]
    private static partial Regex Raw();
}
