using System.Text;
using ChatGov.Cases;
using ChatGov.Cases.Table;
using ChatGov.Deadlines;
using ChatGov.Needs;
using ChatGov.Offers;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Sheets;
using ChatGov.Tests.Photos;
using ChatGov.ThankYouCalls;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>What residents spoke up about and offices found, in every state of a matter.</summary>
internal static class Matters
{
    private const string Secretary = "secretary";

    /// <summary>September: what is over by the last day, one way or another.</summary>
    public static async Task Autumn(Town town)
    {
        foreach (var (rating, chat) in new[] { (CaseRating.Satisfied, "m12"), (CaseRating.Fair, "m13"), (CaseRating.Dissatisfied, "m14") })
        {
            var closed = await Resolved(town, chat);
            await town.As(chat, tx => CaseCalls.Confirm(tx, closed).Value);
            await town.As(chat, tx => CaseCalls.Rate(tx, closed, rating).Value);
        }

        await ByPhone(town);
        var withdrawn = await Spoken(town, "m15");
        await town.As("m15", tx => CaseEnding.Withdraw(tx, withdrawn).Value);
        var referred = await Spoken(town, "m16");
        await town.Saying(Secretary, "case door", (tx, words) => CaseTriage.Refer(tx, referred, words).Value);
        var (kept, same) = (await InProgress(town, "m17"), await Spoken(town, "m18"));
        await town.As(Secretary, tx => CaseTriage.Merge(tx, same, kept).Value);
        await town.Saying("liaison", "case result", (tx, words) => CaseWork.Resolve(tx, kept, words).Value);
        var answered = await Escalated(town, "m19");
        await town.Saying("street", "case answer", (tx, words) => CaseEnding.AnswerFinally(tx, answered, words).Value);
        await Found(town);
    }

    /// <summary>November: one in each state in which it goes on.</summary>
    public static async Task Now(Town town)
    {
        town.Ids["spoken up"] = await Spoken(town, "m01");
        town.Ids["alike"] = await Spoken(town, "m02");
        town.Ids["taken up"] = await Accepted(town, "m03");
        town.Ids["given to unit"] = await Assigned(town, "m04");
        town.Ids["worked on"] = await InProgress(town, "m05");
        town.Ids["to resolve"] = await InProgress(town, "m06");
        town.Ids["given back"] = await Assigned(town, "m07");
        await town.Saying("liaison", "case give back", (tx, words) => CaseWork.GiveBack(tx, town["given back"], words).Value);
        town.Ids["asked back"] = await InProgress(town, "m08");
        await town.Saying("liaison", "case question", (tx, words) => CaseWork.AskReporter(tx, town["asked back"], words).Value);
        town.Ids["parked"] = await InProgress(town, "m09");
        await town.Saying(Secretary, "case cause", (tx, words) => CaseWork.Park(tx, town["parked"], words, Shanghai.Day(tx.Now).AddDays(30)).Value);
        town.Ids["passed up"] = await Escalated(town, "m10");
        town.Ids["to confirm"] = await Resolved(town, "m11");
        town.Ids["to call"] = await Called(town);
        town.Ids["opened again"] = await Resolved(town, "m20");
        await town.Saying("m20", "case words", (tx, words) => CaseCalls.Reopen(tx, town["opened again"], words).Value);
        town.Ids["own work"] = await Accepted(town, "m21");
        await town.As(Secretary, tx => CaseWork.Assign(tx, town["own work"], CaseHandler.Person(town.Person("deputy"))).Value);
        town.Ids["just closed"] = await Resolved(town, "m22");
        await town.As("m22", tx => CaseCalls.Confirm(tx, town["just closed"]).Value);
        await town.As(Secretary, tx => CaseReadings.Read(tx, town["spoken up"]).Value);
        await town.As("m01", tx => Album.Add(tx, new PhotoOf(PhotoSubject.Case, town["spoken up"]), new AskedFrom("fake", "m01"), Pictures.Clean(SamplePictures.Jpeg)!).Value);
        town.Ids["for a task"] = await InProgress(town, "m23");
        var draft = Working.Draft(town, Secretary, new DateTimeOffset(2026, 12, 21, 9, 0, 0, TimeSpan.FromHours(8)));
        await town.As(Secretary, tx => CaseTasks.Schedule(tx, town["for a task"], draft).Value);
        await Meeting(town);
        var extended = await InProgress(town, "m24");
        await town.Saying(Secretary, "case why", (tx, words) => CaseWork.Extend(tx, extended, 2, words).Value);
    }

    /// <summary>What a matter takes, a need that was a problem, a ledger kept before, and thank-you calls in every state.</summary>
    private static async Task Meeting(Town town)
    {
        await town.As(Secretary, tx => CaseNeeds.Publish(tx, town["for a task"], new NeedDetails { Kind = ResourceKind.Goods, Title = "要灯泡", Quantity = 3, Measure = "个" }).Value);
        var asked = await town.Saying("m20", "need", (tx, words) => NeedRequests.Ask(tx, town["helan"], ResourceKind.People, words, NeedForm.Need, forAnother: false).Value.Id);
        await town.As(Secretary, tx => CaseNeeds.FromNeed(tx, asked).Value);
        using var csv = new MemoryStream(Encoding.UTF8.GetBytes("编号,内容,状态\n旧-1,旧台账里销了的,已销号\n"));
        using var book = Book.Open(csv, default);
        var file = CaseTable.Shape.Read(book, [], "zh-CN").Value;
        await town.AtDesk(Secretary, tx => CaseTableReading.Read(tx, file, apply: true, "zh-CN").Value);
        var calls = new List<long>();
        foreach (var _ in Enumerable.Range(0, 4))
        {
            calls.Add(await town.As(Secretary, tx => tx.Insert(
                "INSERT INTO thank_you_call (org_id, case_id, state, created_at) VALUES (@org, @id, 'Due', @Now) RETURNING id", new { org = town["helan"], id = town["to call"], tx.Now })));
        }

        await town.As(Secretary, tx => tx.Run("UPDATE thank_you_call SET visit_id = (SELECT MIN(id) FROM care_visit), case_id = NULL WHERE id = @id", new { id = calls[0] }));
        await town.As(Secretary, tx => ThankYouCalling.Record(tx, calls[1], ThankYouCallOutcome.AsSaid).Value);
        await town.As(Secretary, tx => ThankYouCalling.Record(tx, calls[2], ThankYouCallOutcome.NotSo).Value);
        await town.As(Secretary, tx => ThankYouCalling.Record(tx, calls[3], ThankYouCallOutcome.Unreached).Value);
        await town.As(Secretary, tx => tx.Run("UPDATE thank_you_call SET state = 'Lapsed' WHERE id = @id", new { id = calls[0] }));
        await town.As(Secretary, tx =>
        {
            ThankYouCallMachine.Table.Rearm(tx, calls[3]);
            return true;
        });
    }

    private static async Task ByPhone(Town town)
    {
        var closed = await Called(town);
        await town.As("deputy", tx => CaseCalls.Record(tx, closed, CaseCallOutcome.Unreached).Value);
        await town.As("deputy", tx => CaseCalls.Record(tx, closed, CaseCallOutcome.Solved, CaseRating.Satisfied).Value);
        var refused = await Called(town);
        await town.As("deputy", tx => CaseCalls.Record(tx, refused, CaseCallOutcome.NotSolved).Value);
    }

    /// <summary>From every source, of every kind.</summary>
    private static async Task Found(Town town)
    {
        (CaseSource Source, CaseKind Kind)[] findings =
        [
            (CaseSource.SelfReview, CaseKind.Environment), (CaseSource.OpenAdvice, CaseKind.Suggestion), (CaseSource.Inspection, CaseKind.Neighbours),
            (CaseSource.VisitNote, CaseKind.Help), (CaseSource.Meeting, CaseKind.Consult), (CaseSource.SelfReview, CaseKind.Complex),
        ];
        foreach (var (number, (source, kind)) in findings.Index())
        {
            var words = town.Words(Secretary, "case words");
            var id = await town.As(Secretary, tx => CaseSpeakingUp.Record(tx, town["helan"], new CaseReport { Kind = kind, Words = words }, source, $"台账-{number}").Value.Id);
            await town.As(Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Person(town.Person(Secretary))).Value);
            await town.As(Secretary, tx => CaseWork.Begin(tx, id).Value);
            await town.Saying(Secretary, "case result", (tx, result) => CaseWork.Resolve(tx, id, result).Value);
            await town.As("deputy", tx => CaseCalls.Record(tx, id, CaseCallOutcome.Solved).Value);
        }
    }

    private static async Task<long> Called(Town town)
    {
        var (words, spot) = (town.Words("deputy", "case words"), town.Words("deputy", "case spot"));
        var contact = $"{town.Name("deputy")} {town.Phone("deputy")}";
        var id = await town.As("deputy", tx => CaseSpeakingUp.WriteDown(
            tx, town["helan"], new CaseReport { Kind = CaseKind.Repair, Words = words, Spot = spot, Contact = contact, Urgent = true, ForAnother = true }).Value.Id);
        await Go(town, id);
        await town.Saying("liaison", "case result", (tx, result) => CaseWork.Resolve(tx, id, result).Value);
        return id;
    }

    private static Task<long> Spoken(Town town, string chat)
    {
        var words = town.Words(chat, "case words", "路灯黑了");
        var spot = town.Words(chat, "case spot");
        return town.As(chat, tx => CaseSpeakingUp.SpeakUp(tx, town["helan"], new CaseReport { Kind = CaseKind.Repair, Words = words, Spot = spot }).Value.Id);
    }

    private static async Task<long> Accepted(Town town, string chat)
    {
        var id = await Spoken(town, chat);
        await town.As(Secretary, tx => CaseTriage.Accept(tx, id).Value);
        return id;
    }

    private static async Task<long> Assigned(Town town, string chat)
    {
        var id = await Accepted(town, chat);
        await town.As(Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Unit(town["power"])).Value);
        return id;
    }

    private static async Task<long> InProgress(Town town, string chat)
    {
        var id = await Assigned(town, chat);
        await town.As("liaison", tx => CaseWork.Begin(tx, id).Value);
        return id;
    }

    private static async Task<long> Escalated(Town town, string chat)
    {
        var id = await InProgress(town, chat);
        await town.Saying(Secretary, "case why", (tx, words) => CaseWork.Escalate(tx, id, words).Value);
        return id;
    }

    private static async Task<long> Resolved(Town town, string chat)
    {
        var id = await InProgress(town, chat);
        await town.Saying("liaison", "case result", (tx, words) => CaseWork.Resolve(tx, id, words).Value);
        return id;
    }

    private static async Task Go(Town town, long id)
    {
        await town.As(Secretary, tx => CaseTriage.Accept(tx, id).Value);
        await town.As(Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Unit(town["power"])).Value);
        await town.As("liaison", tx => CaseWork.Begin(tx, id).Value);
    }
}
