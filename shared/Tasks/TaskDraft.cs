using ChatGov.People;

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
}

public sealed record TaskDraft
{
    public const int MostPlaces = 200;
    public const int LongestText = 200;

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

    public bool TwoPeople { get; init; }

    /// <summary>Says what is to be done in so many words that somebody could begin; "come and join us" does not.</summary>
    public static bool IsConcrete(string title)
    {
        var plain = title.Trim();
        return plain.Length >= 4 && !VagueTitles.Any(vague => plain.EndsWith(vague, StringComparison.Ordinal));
    }

    /// <summary>What is missing or too vague, in the order in which it is asked.</summary>
    public IReadOnlyList<TaskPart> Missing()
    {
        var missing = new List<TaskPart>();
        AddIf(!IsConcrete(Title), TaskPart.Title);
        AddIf(StartsAt is null || EndsAt is null || EndsAt <= StartsAt, TaskPart.Time);
        AddIf(Place.Trim().Length < 2, TaskPart.Place);
        AddIf(Places is null or < 1 or > MostPlaces, TaskPart.Places);
        AddIf(Bring.Trim().Length == 0, TaskPart.Bring);
        AddIf(ContactName.Trim().Length == 0 || ContactPhone.Trim().Length < 7, TaskPart.Contact);
        AddIf(Risk.Trim().Length == 0, TaskPart.Risk);
        return missing;

        void AddIf(bool isMissing, TaskPart part)
        {
            if (isMissing)
            {
                missing.Add(part);
            }
        }
    }

    /// <summary>The public text names a phone or an ID number: it has no place there.</summary>
    public bool HasPersonalData() => new[] { Title, Place, Bring, Risk }.Any(text =>
        Redaction.HasPhone(text) || Redaction.Clean(text, keepPhones: true).RemovedId);

    private static readonly string[] VagueTitles = ["活动", "参加活动", "志愿服务", "志愿活动", "来社区", "帮忙", "activity", "activities", "volunteering"];
}
