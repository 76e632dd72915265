namespace ChatGov.Tests.Upgrades.Story;

/// <summary>How one comes to a question that is then left open, each in a chat of its own.</summary>
/// <param name="Who">Whose chat: a further account of theirs, or somebody nobody knows yet.</param>
/// <param name="Moves">As <see cref="Town.Does(string, IEnumerable{string})"/> takes them.</param>
/// <param name="Next">What is said to it next, much later: a press or words.</param>
internal sealed record Walk(string Flow, string Step, string? Who, string[] Moves, string Next)
{
    /// <summary>One of several ways to the same step, such as the reasons for different things.</summary>
    public string About { get; init; } = "";

    public string Chat => About.Length == 0 ? $"{Flow}.{Step}" : $"{Flow}.{Step}.{About}";

    /// <returns>Why the question is not open in the end; null when it is.</returns>
    public async Task<string?> Go(Town town)
    {
        try
        {
            if (Who is not null)
            {
                await town.Account(Who, Chat);
            }

            await town.Does(Chat, Moves);
            var (flow, step) = town.OpenIn(Chat);
            if ((flow, step) != (Flow, Step))
            {
                return $"{Chat}: {flow}/{step} is open after “{string.Join("”, “", Moves)}”; the last they read was:\n{town.LastRead(Chat)}";
            }

            town.Leave(Chat, Flow, Step, Next);
            return null;
        }
        catch (InvalidOperationException missing)
        {
            return $"{Chat}: {missing.Message}";
        }
    }
}
