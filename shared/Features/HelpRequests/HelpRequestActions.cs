using ChatGov.Actions;

namespace ChatGov.HelpRequests;

/// <summary>What people do about asking a human. A name never changes once it was sent.</summary>
public static class HelpRequestActions
{
    public static ActionName AnswerHelp { get; } = new("answer_help");

    public static ActionName AskProgram { get; } = new("ask_program");

    public static ActionName ComplainPlatform { get; } = new("complain_platform");

    public static ActionName Human { get; } = new("human");
}
