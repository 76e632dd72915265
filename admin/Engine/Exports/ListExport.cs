using ChatGov.Data;
using ChatGov.Paging;
using Microsoft.AspNetCore.Http.Timeouts;

namespace ChatGov.Exports;

/// <summary>
/// A whole list as a table. It is read and sent page by page, so that memory does not grow with it.
/// </summary>
internal sealed class ListExport<T>(Db db, Actor actor, string language, ListFormat format, Page<T> first, Func<PageRequest, Page<T>> next) : IResult
{
    public async Task ExecuteAsync(HttpContext httpContext)
    {
        var cancel = httpContext.RequestAborted;
        await db.Write(tx => tx.As(actor).Audit("api_token", actor.Grant!.TokenId, "export", reason: RouteOf(httpContext)), cancel);
        Describe(httpContext);

        // However long the list is: who reads too slowly is ended by the server.
        httpContext.Features.Get<IHttpRequestTimeoutFeature>()?.DisableTimeout();
        var body = httpContext.Response.Body;
        using var waiting = new Waiting();
        await using (var table = await TableWriters.Make(format, waiting, cancel))
        {
            await table.Row(Columns.Headings(typeof(T), language), cancel);
            for (var page = (Page<T>?)first; page is not null; page = Following(page))
            {
                foreach (var item in page.Items)
                {
                    await table.Row(Columns.Cells(item!, language), cancel);
                }

                await waiting.HandOn(body, cancel);
            }

            await table.End(cancel);
        }

        await waiting.HandOn(body, cancel);
    }

    private Page<T>? Following(Page<T> page) =>
        page.Next is { } cursor ? next(PageRequest.Read(cursor, PageRequest.MostRows)!) : null;

    private void Describe(HttpContext http)
    {
        var (type, ending) = format == ListFormat.Xlsx ? (ListFormats.Xlsx, "xlsx") : (ListFormats.Csv + "; charset=utf-8", "csv");
        var name = RouteOf(http).Split('/').Last(part => !part.Contains('{', StringComparison.Ordinal));
        http.Response.ContentType = type;
        http.Response.Headers.ContentDisposition = $"attachment; filename={name}.{ending}";
    }

    private static string RouteOf(HttpContext http) => ((RouteEndpoint)http.GetEndpoint()!).RoutePattern.RawText!.Trim('/');
}

/// <summary>What is written and not yet handed on.</summary>
internal sealed class Waiting : Stream
{
    private readonly MemoryStream _written = new();

    public override bool CanRead => false;

    // The archive is then written from the front to the end, without going back.
    public override bool CanSeek => false;

    public override bool CanWrite => true;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public async Task HandOn(Stream body, CancellationToken cancel)
    {
        await body.WriteAsync(_written.GetBuffer().AsMemory(0, (int)_written.Length), cancel);
        _written.SetLength(0);
    }

    public override void Write(byte[] buffer, int offset, int count) => _written.Write(buffer, offset, count);

    public override void Write(ReadOnlySpan<byte> buffer) => _written.Write(buffer);

    public override ValueTask WriteAsync(ReadOnlyMemory<byte> buffer, CancellationToken cancellationToken = default)
    {
        Write(buffer.Span);
        return ValueTask.CompletedTask;
    }

    public override Task WriteAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken)
    {
        Write(buffer, offset, count);
        return Task.CompletedTask;
    }

    public override void Flush()
    {
        // It is handed on page by page.
    }

    public override int Read(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();
}
