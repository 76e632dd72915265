using ChatGov.Conversations;
using ChatGov.Organisations;
using ChatGov.Outbox;
using ChatGov.Registrations;

namespace ChatGov.HelpRequests;

/// <summary>Questions about the programme: answered where the answer is known; else the community is one press away.</summary>
internal static class ProgramQuestions
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(HelpRequestActions.AskProgram.Name, Answer) { WithoutConsent = true, OnlyShows = true },
    ];

    private static Message Answer(Scene scene, string question)
    {
        var community = RegistrationLists.CommunityOf(scene.Tx) is { } id ? OrgTree.NameOf(scene.Tx, id) : null;
        var known = question.Length == 0 ? null : ProgramAnswers.Find(scene.Tx, question, scene.Language, community);
        return (known is null ? scene.Answer(question.Length == 0 ? "program.ask" : "program.unknown") : new Message(known)) with
        {
            Choices = known is null && question.Length > 0 ? [scene.Choice("program.ask_community", $"{HelpRequestActions.Human.Name}:{question}")] : [],
        };
    }
}
