namespace ChatGov.Sheets;

/// <summary>
/// A file as others' code reads it: each read looks whether anybody still waits for it, and whether that code has taken
/// more memory for one step than a table needs: a damaged or hostile file can make a parser take what the file's size
/// does not tell. What that code throws away is collected as it goes.
/// </summary>
internal sealed class WatchedStream(Stream inner, CancellationToken cancel) : Stream
{
    /// <summary>On a machine with large caches the runtime would let what is thrown away pile up to hundreds of megabytes.</summary>
    private const long CollectEvery = 16 * 1024 * 1024;

    private long _mayAllocate = long.MaxValue;
    private long _collected = GC.GetTotalAllocatedBytes();

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => inner.Length;

    public override long Position
    {
        get => inner.Position;
        set => inner.Position = value;
    }

    /// <summary>The step that this thread begins now may take so much, used up or not.</summary>
    public void Allow(long bytes) => _mayAllocate = GC.GetAllocatedBytesForCurrentThread() + bytes;

    /// <summary>Another file, watched in the same way.</summary>
    public WatchedStream On(Stream other) => new(other, cancel);

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        cancel.ThrowIfCancellationRequested();
        if (GC.GetTotalAllocatedBytes() - _collected > CollectEvery)
        {
            GC.Collect(1);
            _collected = GC.GetTotalAllocatedBytes();
        }

        return GC.GetAllocatedBytesForCurrentThread() <= _mayAllocate ? inner.Read(buffer) : throw SheetFault.TooHeavy();
    }

    public override long Seek(long offset, SeekOrigin origin) => inner.Seek(offset, origin);

    public override void Flush() => inner.Flush();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();
}
