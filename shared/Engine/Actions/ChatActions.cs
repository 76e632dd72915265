namespace ChatGov.Actions;

/// <summary>What the chat itself understands, whatever it is about.</summary>
public static class ChatActions
{
    public static ActionName Thanks { get; } = new("thanks");

    public static ActionName Cancel { get; } = new("cancel");

    public static ActionName Greet { get; } = new("greet");

    public static ActionName Help { get; } = new("help");

    public static ActionName Language { get; } = new("language");

    public static ActionName LeaveFor { get; } = new("leave_for");

    public static ActionName More { get; } = new("more");

    public static ActionName TakeAsAnswer { get; } = new("take_as_answer");

    public static ActionName Todo { get; } = new("todo");

    public static ActionName WhatToSay { get; } = new("what_to_say");

    public static ActionName Undo { get; } = new("undo");
}
