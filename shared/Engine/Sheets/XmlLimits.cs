namespace ChatGov.Sheets;

/// <summary>
/// The bytes of an XML part on their way to a parser that keeps each tag, comment and text whole: nothing longer than
/// <see cref="LongestToken"/> passes, and no more in all than is said. Only UTF-8: in other encodings a sign of XML may be
/// half of a letter.
/// </summary>
internal sealed class XmlLimits(Stream inner, long most) : Stream
{
    public const int LongestToken = 64 * 1024;

    private static readonly byte[] Comment = "!--"u8.ToArray();
    private static readonly byte[] Data = "![CDATA["u8.ToArray();

    private Where _where = Where.Text;
    private byte[] _mark = Comment;
    private byte _quote;
    private int _length;
    private long _total;

    /// <summary>How much of a beginning or an end has been seen.</summary>
    private int _seen;

    private enum Where
    {
        Text,

        /// <summary>Just behind &lt;.</summary>
        Open,
        Tag,

        /// <summary>Behind &lt;!: a comment or data, or what has no place in a workbook.</summary>
        Marked,
        Comment,
        Data,
        Instruction,
    }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => _total;
        set => throw new NotSupportedException();
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        var read = inner.Read(buffer);
        var isFirst = _total == 0;
        if ((_total += read) > most)
        {
            throw SheetFault.TooHeavy();
        }

        if (isFirst && read > 1 && (buffer[0] is 0xFF or 0xFE || buffer[1] == 0))
        {
            throw SheetFault.Unreadable();
        }

        foreach (var sign in buffer[..read])
        {
            Pass(sign);
        }

        return read;
    }

    private void Pass(byte sign)
    {
        if (++_length > LongestToken)
        {
            throw SheetFault.TooHeavy();
        }

        switch (_where)
        {
            case Where.Text when sign == '<':
                Enter(Where.Open);
                break;
            case Where.Open:
                Open(sign);
                break;
            case Where.Tag:
                InTag(sign);
                break;
            case Where.Marked:
                InMark(sign);
                break;
            case Where.Comment:
                EndsWith(sign, (byte)'-');
                break;
            case Where.Data:
                EndsWith(sign, (byte)']');
                break;
            case Where.Instruction:
                _seen = sign == '?' ? 1 : _seen == 1 && sign == '>' ? Leave() : 0;
                break;
        }
    }

    private void Open(byte sign)
    {
        _where = sign switch { (byte)'!' => Where.Marked, (byte)'?' => Where.Instruction, _ => Where.Tag };
        _seen = sign == '!' ? 1 : 0;
        if (_where == Where.Tag)
        {
            InTag(sign);
        }
    }

    private void InTag(byte sign)
    {
        if (_quote != 0)
        {
            _quote = sign == _quote ? (byte)0 : _quote;
        }
        else if (sign is (byte)'"' or (byte)'\'')
        {
            _quote = sign;
        }
        else if (sign == '>')
        {
            Enter(Where.Text);
        }
    }

    private void InMark(byte sign)
    {
        _mark = _seen > 1 ? _mark : sign == '-' ? Comment : Data;
        if (sign != _mark[_seen])
        {
            // A document type: no workbook has one.
            throw SheetFault.Unreadable();
        }

        if (++_seen == _mark.Length)
        {
            Enter(_mark == Comment ? Where.Comment : Where.Data);
        }
    }

    /// <summary>Two of the sign and then &gt; end it.</summary>
    private void EndsWith(byte sign, byte twice) =>
        _seen = sign == twice ? Math.Min(2, _seen + 1) : _seen == 2 && sign == '>' ? Leave() : 0;

    private int Leave()
    {
        Enter(Where.Text);
        return 0;
    }

    private void Enter(Where where) => (_where, _length, _seen) = (where, 0, 0);

    public override void Flush() => inner.Flush();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            inner.Dispose();
        }

        base.Dispose(disposing);
    }
}
