namespace ChatGov.Forms;

/// <summary>What a form made of a sentence.</summary>
public abstract record Hearing
{
    /// <summary>Some of it answers questions.</summary>
    /// <param name="By">Those that it answers.</param>
    /// <param name="Left">What was not understood of it; kept nowhere, and said.</param>
    public sealed record Taken(FormRun Run, IReadOnlyList<Question> By, string Left = "") : Hearing;

    /// <summary>An answer is to be given anew.</summary>
    /// <param name="Why">What was wrong with the answer that came with the wish; null where none did.</param>
    public sealed record Again(Question Question, Fault? Why = null) : Hearing
    {
        /// <summary>With what was clear of it; null for nothing.</summary>
        public FormRun? Run { get; init; }
    }

    /// <summary>Not understood, or not possible: why.</summary>
    /// <param name="Run">With what else of the sentence was clear.</param>
    public sealed record Missed(FormRun Run, Fault Why) : Hearing;

    /// <summary>Whoever speaks seems to want to stop: 不, 返回, 不取消了.</summary>
    public sealed record Leaves : Hearing;
}
