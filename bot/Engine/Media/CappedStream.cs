namespace ChatGov.Media;

/// <summary>Takes so many bytes and no more, whatever was announced.</summary>
internal sealed class CappedStream(int most) : MemoryStream
{
    public override void Write(byte[] buffer, int offset, int count)
    {
        Demand(count);
        base.Write(buffer, offset, count);
    }

    public override void Write(ReadOnlySpan<byte> buffer)
    {
        Demand(buffer.Length);
        base.Write(buffer);
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    /// <exception cref="TooLong">There was more than that.</exception>
    private void Demand(int count)
    {
        if (Length + count > most)
        {
            throw new TooLong();
        }
    }
}

internal sealed class TooLong() : Exception("more bytes than are taken");
