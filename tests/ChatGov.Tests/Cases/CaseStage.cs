using ChatGov.Cases;
using ChatGov.Data;
using ChatGov.Organisations;
using ChatGov.Rights;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Cases;

/// <summary>A community with everybody who has to do with matters, and the shortest way to any state.</summary>
internal sealed class CaseStage(Stage stage) : IAsyncDisposable
{
    public Stage Stage { get; } = stage;

    public World World => Stage.World;

    public long Resident { get; private set; }

    public long Neighbour { get; private set; }

    public long Deputy { get; private set; }

    public long GridWorker { get; private set; }

    public long Street { get; private set; }

    public long StreetOrg { get; private set; }

    public static async Task<CaseStage> Create(Provider provider)
    {
        var cases = new CaseStage(await Stage.Create(provider));
        (cases.Resident, cases.Neighbour) = (await cases.World.Person("赵大娘"), await cases.World.Person("钱大爷"));
        (cases.Deputy, cases.GridWorker, cases.Street) = (await cases.World.Person("副书记"), await cases.World.Person("网格员"), await cases.World.Person("街道办"));
        await cases.Stage.Database.Db.Write(tx =>
        {
            cases.StreetOrg = tx.Count("SELECT parent_id FROM org WHERE id = @Helan", new { cases.World.Helan });
            Staff.Appoint(tx, cases.Deputy, Role.Deputy, cases.World.Helan, tx.Now, until: null);
            Staff.Appoint(tx, cases.GridWorker, Role.GridWorker, cases.World.Helan, tx.Now, until: null);
            return Staff.Appoint(tx, cases.Street, Role.StreetOffice, cases.StreetOrg, tx.Now, until: null);
        });
        return cases;
    }

    public Task<T> As<T>(long person, Func<Tx, T> act) => World.As(person, act);

    public Task<Case> Report(CaseKind kind = CaseKind.Repair, string words = "3号楼的灯黑了", string contact = "") => As(
        Resident, tx => CaseSpeakingUp.SpeakUp(tx, World.Helan, new CaseReport { Kind = kind, Words = words, Spot = "3号楼", Contact = contact }).Value);

    /// <summary>Reported, on the ledger, and in the hands of the unit.</summary>
    public async Task<Case> InProgress(CaseKind kind = CaseKind.Repair, string contact = "")
    {
        var id = (await Report(kind, contact: contact)).Id;
        await As(World.Secretary, tx => CaseTriage.Accept(tx, id).Value);
        await As(World.Secretary, tx => CaseWork.Assign(tx, id, CaseHandler.Unit(World.Unit)).Value);
        return await As(World.Liaison, tx => CaseWork.Begin(tx, id).Value);
    }

    /// <summary>As the handler says it is done.</summary>
    public async Task<Case> Resolved(string contact = "")
    {
        var id = (await InProgress(contact: contact)).Id;
        await As(World.Liaison, tx => CaseWork.Resolve(tx, id, "灯泡换了").Value);
        return Find(id);
    }

    public Case Find(long id) => Stage.Database.Db.Read(tx => CaseLists.FindWorkedOn(tx.As(Actor.Person(World.Secretary)), id)!);

    public ValueTask DisposeAsync() => Stage.DisposeAsync();
}
