using ChatGov.Data;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Tasks;

public enum RiskLevel
{
    Low,
    Medium,
    High,
}

/// <summary>What a task has to say before anybody is asked to come (volunteer law art. 12; D13).</summary>
public enum TaskPart
{
    Title,
    Time,
    Place,
    Places,
    Bring,
    Contact,
    Risk,

    /// <summary>The volunteers are insured: asked where the risk is not low (volunteer law art. 17).</summary>
    Insurance,
}

public sealed record TaskDraft
{
    public const int MostPlaces = 200;
    public const int LongestText = 200;

    // What lasts longer is several tasks: nobody is counted more than eight hours a day.
    private static readonly TimeSpan LongestTask = TimeSpan.FromHours(24);

    public string Title { get; init; } = "";

    public DateTimeOffset? StartsAt { get; init; }

    public DateTimeOffset? EndsAt { get; init; }

    public string Place { get; init; } = "";

    public int? Places { get; init; }

    public string Bring { get; init; } = "";

    public string ContactName { get; init; } = "";

    public string ContactPhone { get; init; } = "";

    public string Risk { get; init; } = "";

    public RiskLevel RiskLevel { get; init; }

    public Skill? Skill { get; init; }

    public bool InsuranceConfirmed { get; init; }

    public bool TwoPeople { get; init; }

    /// <summary>Home visits, minors, professional acts: the secretary says yes to each claim.</summary>
    public bool PendingClaims { get; init; }

    /// <summary>Contact with minors.</summary>
    public bool NeedsClearance { get; init; }

    /// <summary>A professional act of this skill.</summary>
    public Skill? Credential { get; init; }

    /// <summary>What needs a check needs somebody who says that it was made.</summary>
    public bool NeedsYes => PendingClaims || NeedsClearance || Credential is not null;

    /// <summary>
    /// Says what is to be done: something is left when the words that fit every task are taken away. "来社区参加活动" does
    /// not. The words are in the catalogs (<c>task.vague.title</c>).
    /// </summary>
    public static bool IsConcrete(string title) => VagueWords.LeavesSomething("task.vague.title", title);

    /// <summary>Says where: "待定" and "社区" do not.</summary>
    public static bool IsConcretePlace(string place) => VagueWords.LeavesSomething("task.vague.place", place);

    /// <summary>What is missing or too vague, in the order in which it is asked.</summary>
    public IReadOnlyList<TaskPart> Missing()
    {
        var missing = new List<TaskPart>();
        AddIf(!IsConcrete(Title), TaskPart.Title);
        AddIf(StartsAt is null || EndsAt is null || EndsAt <= StartsAt || EndsAt - StartsAt > LongestTask, TaskPart.Time);
        AddIf(!IsConcretePlace(Place), TaskPart.Place);
        AddIf(Places is null || Places < (TwoPeople ? 2 : 1) || Places > MostPlaces, TaskPart.Places);
        AddIf(Bring.Trim().Length == 0, TaskPart.Bring);
        AddIf(ContactName.Trim().Length == 0 || Phone.Normalise(ContactPhone).Length is < 7 or > 12, TaskPart.Contact);
        AddIf(Risk.Trim().Length == 0, TaskPart.Risk);
        AddIf(RiskLevel != RiskLevel.Low && !InsuranceConfirmed, TaskPart.Insurance);
        return missing;

        void AddIf(bool isMissing, TaskPart part)
        {
            if (isMissing)
            {
                missing.Add(part);
            }
        }
    }

    public bool HasTooLongText() => PublicTexts.Append(ContactName).Any(text => text.Trim().Letters() > LongestText);

    /// <summary>The public text names a phone or an ID number: it has no place there.</summary>
    public Refusal? RefusePersonalData() => WordsForOthers.Refuse(PublicTexts);

    private string[] PublicTexts => [Title, Place, Bring, Risk];
}
