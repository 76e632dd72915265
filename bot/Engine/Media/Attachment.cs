using ChatGov.Photos;

namespace ChatGov.Media;

/// <summary>What a message brought besides words, fetched before its transaction: inside one nothing can wait.</summary>
public abstract record Attachment
{
    /// <summary>A photo that a flow asked for.</summary>
    public sealed record Photo(Picture Picture) : Attachment;

    /// <summary>What was said in a voice message.</summary>
    public sealed record Heard(string Text) : Attachment;

    /// <summary>Which wish a served model takes the words for; null for none.</summary>
    public sealed record Guessed(string? Wish) : Attachment;

    /// <summary>It could not be had: the person is told why, and what would do.</summary>
    public sealed record Missing(MediaFault Fault) : Attachment;
}

public enum MediaFault
{
    TooLarge,

    /// <summary>Neither JPEG nor PNG nor WebP, or damaged; a sound that nobody here can read.</summary>
    UnknownKind,

    /// <summary>The messenger no longer has it.</summary>
    Gone,

    /// <summary>Nothing was to be heard in it.</summary>
    NothingHeard,

    /// <summary>The messenger, or the transcription, does not answer now.</summary>
    Unavailable,
}

/// <summary>What became of fetching a file from a messenger.</summary>
public abstract record Fetched
{
    /// <param name="Name">A file name whose ending tells the kind.</param>
    public sealed record Got(byte[] Content, string Name) : Fetched;

    /// <summary>It will not be had, however often it is asked for.</summary>
    public sealed record Never(MediaFault Fault) : Fetched;

    /// <summary>It may be had a little later.</summary>
    public sealed record NotNow(string ErrorCode) : Fetched;
}
