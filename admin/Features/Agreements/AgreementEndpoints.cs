using System.ComponentModel;
using ChatGov.Api;
using ChatGov.Data;
using ChatGov.Http;
using ChatGov.Tasks;

namespace ChatGov.Agreements;

/// <summary>共建协议: drafting, every party's yes, what was delivered and received, the review, and the papers of it.</summary>
internal static class AgreementEndpoints
{
    public static void Map(RouteGroupBuilder api)
    {
        var agreements = api.MapGroup("/agreements").WithTags("Agreements");
        MapReading(agreements);
        MapLife(agreements);
        MapCommitments(api.MapGroup("/commitments/{id:long}").WithTags("Agreements"));
        MapDeliveries(api.MapGroup("/deliveries").WithTags("Agreements"));
        api.MapGet("/organisations/{id:long}/year", (Desk desk, long id, [Description("The calendar year; this one unless told.")] int? year) =>
                desk.Get(tx => YearPages.OfOrganisation(tx, id, year)))
            .WithTags("Agreements").Gives<YearPage>("What was promised and received in a year, in all agreements of a community or unit");
        api.MapGet("/organisations/{id:long}/year/page", (Desk desk, long id, int? year) =>
                desk.Page(tx => YearPages.OfOrganisation(tx, id, year), page => YearPrint.Write(page, desk.Language)))
            .WithTags("Agreements").Prints("The same as a page to print");
    }

    private static void MapReading(RouteGroupBuilder agreements)
    {
        agreements.MapGet("", (Desk desk, [AsParameters] PageQuery page, AgreementState? state, [Description("An organisation: it and all under it.")] long? under) =>
                desk.List(page, (tx, request) => AgreementLists.All(tx, state, under, request)))
            .Gives<Paging.Page<AgreementLine>>("The agreements of your units and communities").SortedBy(AgreementLists.Sorts);
        agreements.MapGet("{id:long}", (Desk desk, long id) => desk.Get(tx => Said(desk, AgreementLists.Find(tx, id))))
            .Gives<AgreementAnswer>("One agreement: its parties, its commitments, and where each stands");
        agreements.MapGet("{id:long}/revisions", (Desk desk, long id) => desk.Whole(tx => AgreementHistory.Of(tx, id)))
            .Gives<Paging.Page<AgreementRevision>>("Every version that was put before the parties");
        agreements.MapGet("{id:long}/document", (Desk desk, long id) =>
                desk.Page(tx => AgreementLists.Find(tx, id), view => AgreementPrint.Write(view, desk.Language)))
            .Prints("The agreement as a page to print and sign");
        agreements.MapGet("{id:long}/year", (Desk desk, long id, [Description("The calendar year; this one unless told.")] int? year) => desk.Get(tx => YearPages.OfAgreement(tx, id, year)))
            .Gives<YearPage>("What was promised and received in a year");
        agreements.MapGet("{id:long}/year/page", (Desk desk, long id, int? year) =>
                desk.Page(tx => YearPages.OfAgreement(tx, id, year), page => YearPrint.Write(page, desk.Language)))
            .Prints("The same as a page to print");
    }

    private static void MapLife(RouteGroupBuilder agreements)
    {
        agreements.MapPost("", (Desk desk, AgreementBody body) =>
                desk.Create(tx => Said(desk, AgreementDrafting.Draft(tx, body.ToDraft())), view => $"/api/v1/agreements/{view.Agreement.Id}"))
            .Makes<AgreementAnswer>("Drafts one; a party does");
        agreements.MapPut("{id:long}", (Desk desk, long id, AgreementBody body) =>
                desk.Change(AgreementMachine.Table, id, tx => Said(desk, AgreementDrafting.Amend(tx, id, body.ToDraft()))))
            .Changes<AgreementAnswer>("Says it anew while it is a draft");
        Act(agreements, "propose", "Puts it before the parties; your own yes is part of it", AgreementSigning.Propose);
        Act(agreements, "confirm", "Your yes; with the last party's it is in force", AgreementSigning.Confirm);
        agreements.MapPost("{id:long}/ask-for-change", (Desk desk, long id, AgreementReason body) => desk.Do(tx => Said(desk, AgreementSigning.AskForChange(tx, id, body.Reason))))
            .Does<AgreementAnswer>("Wants something else: it is a draft again");
        agreements.MapPost("{id:long}/terminate", (Desk desk, long id, AgreementReason body) => desk.Do(tx => Said(desk, AgreementEnding.Terminate(tx, id, body.Reason))))
            .Does<AgreementAnswer>("Gives 30 days' notice, or puts a draft away");
        agreements.MapPost("{id:long}/review", (Desk desk, long id, ReviewBody body) =>
                desk.Do(tx => Said(desk, AgreementReviews.Answer(tx, id, new ReviewAnswer(body.KeptPromises!.Value, body.ToChange, body.Renew!.Value)))))
            .Does<AgreementAnswer>("Your three answers of the review");
    }

    private static void MapCommitments(RouteGroupBuilder commitments)
    {
        commitments.MapGet("deliveries", (Desk desk, long id) => desk.Whole(tx => CommitmentDeliveries.Of(tx, id))).Gives<Paging.Page<Delivery>>("What was given for it");
        commitments.MapPost("deliveries", (Desk desk, long id, DeliveryBody body) => desk.Create(tx => CommitmentDeliveries.Say(tx, id, body.Quantity!.Value, body.DeliveredAt), _ => $"/api/v1/commitments/{id}/deliveries"))
            .Makes<Delivery>("The giver says that so much was given; it counts when the receiver confirms it");
        commitments.MapPost("tasks", (Desk desk, long id, CommitmentTask body) =>
                desk.Create(tx => CommitmentDeliveries.Schedule(tx, id, body.ToDraft()).Then(task => TaskViews.Find(tx, task.Id)), task => $"/api/v1/tasks/{task.Id}"))
            .Makes<TaskView>("Publishes a task for it; its confirmed roster is a delivery");
        commitments.MapPost("waive", (Desk desk, long id, AgreementReason body) => desk.Do(tx => CommitmentWaivers.Waive(tx, id, body.Reason)))
            .Does<Commitment>("Asks to let it go, or agrees to it");
    }

    private static void MapDeliveries(RouteGroupBuilder deliveries)
    {
        deliveries.MapPost("{id:long}/confirm", (Desk desk, long id) => desk.Do(tx => CommitmentDeliveries.Confirm(tx, id))).Does<Delivery>("The receiver confirms it");
        deliveries.MapPost("{id:long}/refuse", (Desk desk, long id, AgreementReason body) => desk.Do(tx => CommitmentDeliveries.Refuse(tx, id, body.Reason)))
            .Does<Delivery>("The receiver does not");
        deliveries.MapPost("confirm", (Desk desk, IdsBody body) => desk.Do(tx => Bulk.Each(desk, body.Ids, id => CommitmentDeliveries.Confirm(tx, id))))
            .Does<Paging.Page<BulkAnswer>>("Confirms many, each on its own");
    }

    private static void Act(RouteGroupBuilder agreements, string word, string summary, Func<Tx, long, Outcome<AgreementView>> act) =>
        agreements.MapPost("{id:long}/" + word, (Desk desk, long id) => desk.Do(tx => Said(desk, act(tx, id)))).Does<AgreementAnswer>(summary);

    private static Outcome<AgreementAnswer> Said(Desk desk, Outcome<AgreementView> outcome) =>
        outcome.Then(view => AgreementAnswer.Of(view, desk.Language));
}
