
namespace ChatGov.People;

/// <summary>What was said in a chat is to be known no more, whoever it was.</summary>
public sealed record ChatForgotten(ChatOwner Chat) : Happening;
