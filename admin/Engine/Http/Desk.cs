using ChatGov.Access;
using ChatGov.Data;
using ChatGov.Exports;
using ChatGov.Machines;
using ChatGov.Paging;
using ChatGov.Texts;
using Microsoft.Net.Http.Headers;

namespace ChatGov.Http;

/// <summary>
/// One request at the desk: who asks, in which language, and the few ways in which an endpoint may answer. Every endpoint
/// goes through it, so that refusals, versions, repeats and pages look the same everywhere.
/// </summary>
public sealed class Desk
{
    private readonly HttpContext _http;
    private readonly Db _db;

    private Desk(HttpContext http, Db db, Entrance entrance)
    {
        _http = http;
        _db = db;
        Actor = entrance.Actor;
        Language = Languages.Of(http, entrance.Language);
    }

    public Actor Actor { get; }

    public string Language { get; }

    public static ValueTask<Desk?> BindAsync(HttpContext http)
    {
        var entrance = http.Features.Get<Entrance>();
        return ValueTask.FromResult(entrance is null ? null : new Desk(http, http.RequestServices.GetRequiredService<Db>(), entrance));
    }

    /// <summary>One thing; with its version as ETag where it has one.</summary>
    public IResult Get<T>(Func<Tx, Outcome<T>> read) => Etags.AreNamed(_http.Request)
        ? _db.Read(tx => UnlessKnown(tx.As(Actor), read))
        : Answer(_db.Read(tx => read(tx.As(Actor))));

    /// <summary>
    /// The tag of an answer into which no time of day went is its tag as long as nobody has changed anything: who names it has the answer,
    /// and it is not made again.
    /// </summary>
    private Reply UnlessKnown<T>(Tx tx, Func<Tx, Outcome<T>> read)
    {
        var asked = (nameof(Etags), _http.Request.Path.Value, _http.Request.QueryString.Value, Language, Actor);
        if (tx.Remembered(asked, out string tag) && Etags.Known(_http.Request, tag) is { } known)
        {
            return Reply.Unchanged(known);
        }

        var reply = Answer(read(tx)).Tagged();
        if (!tx.IsTimeAsked && reply.ETag is not null)
        {
            tx.Remember(asked, reply.ETag, Actor.Grant!.StandsUntil);
        }

        return reply;
    }

    /// <summary>A page of a list; the whole of it where a table is asked for (<c>?format=csv</c>, <c>xlsx</c>).</summary>
    public IResult List<T>(PageQuery query, Func<Tx, PageRequest, Page<T>> read) => Look<T>(query, (tx, page) => read(tx, page));

    /// <summary>The same of what belongs to one thing, which the caller may not find.</summary>
    public IResult Look<T>(PageQuery query, Func<Tx, PageRequest, Outcome<Page<T>>> read)
    {
        var limit = query.Limit ?? PageRequest.DefaultLimit;
        if (limit is < 1 or > PageRequest.MostRows)
        {
            return Invalid("limit", "out_of_range", ("least", 1), ("most", PageRequest.MostRows));
        }

        return PageRequest.Read(query.After, limit, query.Sort) is { } page
            ? Listed(page, read)
            : Invalid("after", "malformed");
    }

    /// <summary>A list that is short enough to be answered in one page.</summary>
    public IResult Whole<T>(Func<Tx, Outcome<List<T>>> read)
    {
        var all = _db.Read(tx => read(tx.As(Actor)));
        return ListFormats.Of(_http.Request) switch
        {
            ListFormat.Csv or ListFormat.Xlsx when all.Ok => Table(ListFormats.Of(_http.Request), new Page<T>(all.Value, null), _ => new Page<T>([], null)),
            _ => all.Match(found => Reply.Of(StatusCodes.Status200OK, new Page<T>(found, null)), Refused),
        };
    }

    private IResult Listed<T>(PageRequest page, Func<Tx, PageRequest, Outcome<Page<T>>> read)
    {
        Outcome<Page<T>> Read(PageRequest part) => _db.Read(tx => read(tx.As(Actor), part));
        switch (ListFormats.Of(_http.Request))
        {
            case ListFormat.Json when Etags.AreNamed(_http.Request):
                return _db.Read(tx => UnlessKnown(tx.As(Actor), each => read(each, page)));
            case ListFormat.Json:
                return Read(page).Match(found => Reply.Of(StatusCodes.Status200OK, found), Refused);
            case { } format:
                // The first page is read before anything is answered, so that what cannot be read is still a proper "no".
                return Read(page with { After = 0, Limit = PageRequest.MostRows }).Match<IResult>(first => Table(format, first, next => Read(next with { Sort = page.Sort }).Value), Refused);
        }
    }

    private ListExport<T> Table<T>(ListFormat format, Page<T> first, Func<PageRequest, Page<T>> next) => new(_db, Actor, Language, format, first, next);

    /// <summary>Makes something: 201 with its address. Repeated under one Idempotency-Key it is made once.</summary>
    public Task<IResult> Create<T>(Func<Tx, Outcome<T>> make, Func<T, string> address) =>
        Idempotency.Once(_http, _db, this, tx => make(tx).Match(
            made => Reply.Of(StatusCodes.Status201Created, made, address(made)),
            Refused));

    /// <summary>Does something to what is there. Repeated under one Idempotency-Key it is done once.</summary>
    public Task<IResult> Do<T>(Func<Tx, Outcome<T>> act) =>
        Idempotency.Once(_http, _db, this, tx => act(tx).Match(done => Reply.Of(StatusCodes.Status200OK, done), Refused));

    /// <summary>
    /// Changes a row that was read before: the request names the version it saw (If-Match), and is refused when somebody
    /// else changed the row since.
    /// </summary>
    public Task<IResult> Change<T>(IMachine machine, long id, Func<Tx, Outcome<T>> change) => Change(machine.Entity, id, change);

    /// <inheritdoc cref="Change{T}(IMachine, long, Func{Tx, Outcome{T}})"/>
    public Task<IResult> Change<T>(VersionedTable table, long id, Func<Tx, Outcome<T>> change) => Change(Etags.Name(table), id, change);

    private async Task<IResult> Change<T>(string table, long id, Func<Tx, Outcome<T>> change)
    {
        if (Etags.Read(_http.Request.Headers.IfMatch.ToString()) is not { } version)
        {
            return Reply.Of(Problems.At(StatusCodes.Status428PreconditionRequired, "VersionMissing", HeaderNames.IfMatch, Language));
        }

        var outcome = await _db.Write(
            tx => tx.As(Actor).UseCase<T>(() =>
            {
                // Whoever may not see the row is told so before anything about its version.
                var isSame = Etags.Hold(tx, table, id, version);
                var changed = change(tx);
                return changed.Ok && !isSame ? RefusalCode.ChangedMeanwhile : changed;
            }),
            _http.RequestAborted);
        return outcome.Refusal?.Code == RefusalCode.ChangedMeanwhile
            ? Reply.Of(Problems.At(StatusCodes.Status412PreconditionFailed, nameof(RefusalCode.ChangedMeanwhile), HeaderNames.IfMatch, Language))
            : Answer(outcome);
    }

    /// <summary>One thing as a file.</summary>
    public IResult File<T>(Func<Tx, Outcome<T>> read, Func<T, byte[]> print, string contentType) =>
        _db.Read(tx => read(tx.As(Actor))).Match<IResult>(value => new Reply(StatusCodes.Status200OK, print(value), contentType), Refused);

    /// <summary>One thing as a page to print.</summary>
    public IResult Page<T>(Func<Tx, Outcome<T>> read, Func<T, string> print) =>
        _db.Read(tx => read(tx.As(Actor))).Match<IResult>(value => new HtmlPage(print(value)), Refused);

    /// <summary>What only some may look at, as a file: the look is noted.</summary>
    public async Task<IResult> NotedFile<T>(Func<Tx, Outcome<T>> read, Func<T, byte[]> content, Func<T, string> mediaType)
    {
        var found = await _db.Write(tx => read(tx.As(Actor)), _http.RequestAborted);
        return found.Match<IResult>(value => new Reply(StatusCodes.Status200OK, content(value), mediaType(value)), Refused);
    }

    public IResult Invalid(string field, string code, params (string Name, object Value)[] args) =>
        Reply.Of(Problems.Invalid(Language, new FieldProblem(field, code, Catalog.Say(Language, "desk.field." + code, args))));

    internal Reply Refused(Refusal refusal) => Reply.Of(Problems.Of(refusal, Language, Faulty.In(refusal.Code, Takes.In(_http), _http.Items[typeof(IRequestBody)])));

    private Reply Answer<T>(Outcome<T> outcome) => outcome.Match(
        value => Reply.Of(StatusCodes.Status200OK, value),
        Refused);
}
