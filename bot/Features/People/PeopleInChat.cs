
namespace ChatGov.People;

/// <summary>What people say of themselves.</summary>
public static class PeopleInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = PeopleFeature.Feature,
        Topics = [.. Notice.Topics, .. Returning.Topics, .. KindOfPerson.Topics, .. RenameTopics.Topics, .. Notices.Topics, .. Myself.Topics, .. MyData.Topics],
        Forms = [SkillsForm.Form, FreeTimesForm.Form, RenameForm.Form],
        Flows = [],
        ToDo = Nothing.Because("nobody decides about a person"),
    };
}
