using ChatGov.Texts;

namespace ChatGov.Actions;

/// <summary>What 撤销 does about an act: whatever does it says so in one place, or why nothing does.</summary>
public abstract record Undo
{
    [Limit("undoMinutes")]
    private const int Minutes = 10;

    /// <summary>How long whoever did it may take it back.</summary>
    public static readonly TimeSpan Within = TimeSpan.FromMinutes(Minutes);

    /// <summary>It is taken back by an act of its own, with its own rules.</summary>
    /// <param name="Otherwise">The sentence for when it cannot be this time: why, and what to do instead.</param>
    public sealed record By(ActionName Action, string Otherwise = Not.Usual) : Undo;

    /// <summary>It is not taken back.</summary>
    /// <param name="Why">The sentence that says why, and what to do instead.</param>
    public sealed record Not(string Why) : Undo
    {
        /// <summary>For what is simply said anew where it was said.</summary>
        public const string Usual = "undo.not.usual";

        /// <summary>Somebody has read it by now.</summary>
        public const string Read = "undo.not.read";

        /// <summary>It was itself the taking back.</summary>
        public const string Again = "undo.not.again";
    }
}
