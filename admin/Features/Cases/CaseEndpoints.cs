using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Matches;
using ChatGov.Needs;
using ChatGov.Tasks;

namespace ChatGov.Cases;

/// <summary>A task that members claim, for a matter.</summary>
public sealed record CaseTask : NewTaskBody
{
    public static CaseTask Example { get; } = new()
    {
        Title = "清理东门外的垃圾", StartsAt = At(9), EndsAt = At(11), Place = "东门", Capacity = 5, Bring = "手套", ContactName = "李书记", ContactPhone = "19900001234", Risk = "没有特别要注意的",
    };
}

/// <summary>事项: residents' matters and what offices find themselves, one ledger.</summary>
internal static class CaseEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var cases = api.MapGroup("/cases").WithTags("Cases");
        MapReading(cases);
        MapReports(cases);
        api.MapGet("/organisations/{id:long}/cases/notice", (Desk desk, long id, DateTimeOffset? from, DateTimeOffset? until) =>
                desk.Page(tx => CasePublic.Of(tx, id, from, until), notice => CasePrint.Notice(notice, desk.Language)))
            .WithTags("Cases").Prints("How the matters of a place stand, for its notice board: kind and day of each, never where, what was said or by whom");
        MapBeginnings(cases);
        CaseTableEndpoints.Map(cases);
        MapTriage(cases);
        MapWork(cases);
        MapNeeds(api, cases);
        MapEndings(cases);
    }

    private static void MapReading(RouteGroupBuilder cases)
    {
        cases.MapGet("", (Desk desk, [AsParameters] PageQuery page, CaseKind? kind, CaseSource? source, CaseState? state, CaseColumn? counted, long? under, bool? late, bool? urgent, DateTimeOffset? from, DateTimeOffset? until, string? oldNumber, CaseClosing? closing, long? handlerOrgId, DateTimeOffset? at) =>
                desk.List(page, (tx, request) => CaseLists.All(tx, new CaseFilter(kind, source, state, under, counted, late, urgent, from, until, oldNumber, closing, handlerOrgId, at), request)))
            .Gives<Paging.Page<CaseLine>>("The ledger: kind and place of each matter; what people said is read one by one").SortedBy(CaseLists.Sorts);
        cases.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => CaseLists.Find(tx, id))).Gives<Case>("One matter");
        cases.MapPost("{id:long}/read-words", (Desk desk, long id) => desk.Do(tx => CaseReadings.Read(tx, id)))
            .Does<CaseWords>("Reads what the person said; who reported it sees in which office, as what and when");
        cases.MapGet("{id:long}/duplicates", (Desk desk, long id) => desk.Whole(tx => CaseDuplicates.Of(tx, id)))
            .Gives<Paging.Page<CaseLikeness>>("Open matters of the same place and kind that may be the same, the likest first");
        cases.MapGet("{id:long}/handlers", (Desk desk, long id) => desk.Whole(tx => Handlers(tx, id)))
            .Gives<Paging.Page<CaseStaff>>("Who of the place may work on it; any unit may too");
    }

    private static void MapReports(RouteGroupBuilder cases)
    {
        cases.MapGet("books", (Desk desk, [AsParameters] CaseBooksQuery asked) => desk.Get(tx => CaseBooks.Report(tx, asked.Filter)))
            .Gives<CaseBooksReport>("The books: each matter found in one column, and the rates with what they are shares of");
        cases.MapGet("books/table", (Desk desk, [AsParameters] CaseBooksQuery asked) =>
                desk.Whole(tx => Books(tx, asked, desk.Language).Then(books => (Outcome<List<CaseBooksRow>>)books.Lines.Append(books.Sum).Select(CaseBooksRow.Of).ToList())))
            .Gives<Paging.Page<CaseBooksRow>>("The same as a table, the sum at its end; each rate as its two counts");
        cases.MapGet("books/print", (Desk desk, [AsParameters] CaseBooksQuery asked) => desk.Page(tx => Books(tx, asked, desk.Language), books => CasePrint.Books(books, desk.Language)))
            .Prints("The same as a page to print");
        cases.MapGet("{id:long}/slip", (Desk desk, long id) => desk.Page(tx => CasePrint.ForSlip(tx, id), row => CasePrint.Slip(row, desk.Language)))
            .Prints("The receipt to hand to whoever spoke by phone or on paper: its number, and what they may expect");
    }

    private static Outcome<CaseBooksReport> Books(Tx tx, CaseBooksQuery asked, string language) =>
        CaseBooks.Report(tx, asked.Filter).Then(books => (Outcome<CaseBooksReport>)CaseBooks.InWords(books, asked.Filter.By, language));

    private static void MapBeginnings(RouteGroupBuilder cases)
    {
        cases.MapPost("", (Desk desk, CaseCreation body) => desk.Create(tx => CaseSpeakingUp.WriteDown(tx, body.OrgId!.Value, body.ToReport()), row => $"/api/v1/cases/{row.Id}"))
            .Makes<Case>("Writes down what a resident said by phone or on paper");
        cases.MapPost("findings", (Desk desk, CaseFinding body) =>
                desk.Create(tx => CaseSpeakingUp.Record(tx, body.OrgId!.Value, body.ToReport(), body.Source!.Value, body.OldNumber), row => $"/api/v1/cases/{row.Id}"))
            .Makes<Case>("Puts on the ledger what the office found itself; before it is closed somebody else looks");
    }

    private static void MapTriage(RouteGroupBuilder cases)
    {
        cases.MapPost("{id:long}/accept", (Desk desk, long id, CaseAcceptance body) => desk.Do(tx => CaseTriage.Accept(tx, id, body.Kind, body.Urgent)))
            .Does<Case>("Puts it on the ledger; its time begins");
        cases.MapPost("{id:long}/refer", (Desk desk, long id, CaseSentence body) => desk.Do(tx => CaseTriage.Refer(tx, id, body.Reason)))
            .Does<Case>("Names the right door, with whom to call there");
        cases.MapPost("merge", (Desk desk, CasesMerging body) => desk.Do(tx => CaseLists.Find(tx, body.Into!.Value).Then(kept => Bulk.Each(desk, body.Ids, id => CaseTriage.Merge(tx, id, kept.Id)))))
            .Does<Paging.Page<BulkAnswer>>("Merges duplicates into one; each reporter stays informed and says for themselves whether it is solved");
        cases.MapPost("{id:long}/assign", (Desk desk, long id, CaseAssignment body) => desk.Do(tx => CaseWork.Assign(tx, id, body.ToHandler())))
            .Does<Case>("Gives it to somebody of the place, or to a unit");
        cases.MapPost("assign", (Desk desk, CasesAssignment body) => desk.Do(tx => CaseHandlers.Known(tx, body.ToHandler()).Then(handler => Bulk.Each(desk, body.Ids, id => CaseWork.Assign(tx, id, handler)))))
            .Does<Paging.Page<BulkAnswer>>("Gives many to one");
    }

    private static void MapWork(RouteGroupBuilder cases)
    {
        cases.MapPost("{id:long}/begin", (Desk desk, long id) => desk.Do(tx => CaseWork.Begin(tx, id))).Does<Case>("The handler spoke with whoever reported it, or looked, and goes on");
        cases.MapPost("{id:long}/give-back", (Desk desk, long id, CaseSentence body) => desk.Do(tx => CaseWork.GiveBack(tx, id, body.Reason))).Does<Case>("The handler gives it back, once");
        cases.MapPost("{id:long}/ask-reporter", (Desk desk, long id, CaseSentence body) => desk.Do(tx => CaseWork.AskReporter(tx, id, body.Reason)))
            .Does<Case>("The handler asks whoever reported it in chat; the clock stands still for three days at most");
        cases.MapPost("{id:long}/park", (Desk desk, long id, CaseParking body) => desk.Do(tx => CaseWork.Park(tx, id, body.Reason, body.ReviewOn!.Value)))
            .Does<Case>("It waits for something outside until a day on which it is looked at again");
        cases.MapPost("{id:long}/unpark", (Desk desk, long id) => desk.Do(tx => CaseWork.Unpark(tx, id))).Does<Case>("It goes on before that day");
        cases.MapPost("{id:long}/extend", (Desk desk, long id, CaseExtension body) => desk.Do(tx => CaseWork.Extend(tx, id, body.Workdays, body.Reason))).Does<Case>("More time, once; whoever reported it is told why");
        cases.MapPost("{id:long}/escalate", (Desk desk, long id, CaseSentence body) => desk.Do(tx => CaseWork.Escalate(tx, id, body.Reason))).Does<Case>("Passes it up, with its number and its clock");
        cases.MapPost("{id:long}/resolve", (Desk desk, long id, CaseSentence body) => desk.Do(tx => CaseWork.Resolve(tx, id, body.Reason)))
            .Does<Case>("The handler says it is done; whoever reported it is asked, and nothing is closed by it");
        cases.MapPost("{id:long}/tasks", (Desk desk, long id, CaseTask body) =>
                desk.Create(tx => CaseTasks.Schedule(tx, id, body.ToDraft()).Then(task => TaskViews.Find(tx, task.Id)), task => $"/api/v1/tasks/{task.Id}"))
            .Makes<TaskView>("Publishes a task for it that members claim; when it was done, whoever reported the matter is asked whether that solved it");
    }

    private static void MapNeeds(RouteGroupBuilder api, RouteGroupBuilder cases)
    {
        api.MapPost("/needs/{id:long}/move-to-cases", (Desk desk, long id) => desk.Do(tx => CaseNeeds.FromNeed(tx, id)))
            .WithTags("Cases").Does<Case>("A need that turned out to be a problem goes on as a matter of whoever asked; they are told its number");
        cases.MapPost("{id:long}/needs", (Desk desk, long id, CaseNeed body) => desk.Create(tx => tx.UseCase(() => CaseNeeds.Publish(tx, id, body.ToDetails()).Then(need => Proposed(tx, need, body.OfferId))), need => $"/api/v1/needs/{need.Id}"))
            .Makes<Need>("Puts what it takes on the list of needs, with a match proposed at once where the offer is known; once all of it was received, whoever reported the matter is asked whether that solved it");
    }

    private static Outcome<Need> Proposed(Tx tx, Need need, long? offerId) =>
        offerId is { } offer ? Handshake.ProposeAll(tx, offer, need.Id).Then(_ => NeedLists.Find(tx, need.Id)) : need;

    private static void MapEndings(RouteGroupBuilder cases)
    {
        cases.MapPost("{id:long}/record-call", (Desk desk, long id, CaseCall body) => desk.Do(tx => CaseCalls.Record(tx, id, body.Outcome!.Value, body.Rating)))
            .Does<Case>("Records a call-back, or a look where nobody reported it; never by whoever works on it");
        cases.MapPost("{id:long}/answer", (Desk desk, long id, CaseSentence body) => desk.Do(tx => CaseEnding.AnswerFinally(tx, id, body.Reason)))
            .Does<Case>("The office above says that it cannot be done, with reasons and further doors; it is never counted as closed");
    }

    private static Outcome<List<CaseStaff>> Handlers(Tx tx, long id) => CaseLists.Find(tx, id).Then(row => CaseHandlers.Among(tx, row));
}
