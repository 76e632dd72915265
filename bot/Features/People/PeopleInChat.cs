
namespace ChatGov.People;

/// <summary>What people say of themselves.</summary>
public static class PeopleInChat
{
    public static readonly ChatFeature Feature = new()
    {
        Of = PeopleFeature.Feature,
        Topics = [.. Notice.Topics, .. Returning.Topics, .. KindOfPerson.Topics, .. RenameFlow.Topics, .. Notices.Topics, .. Myself.Topics, .. MyData.Topics],
        Forms = [SkillsForm.Form, FreeTimesForm.Form],
        Flows = [new RenameFlow()],
        ToDo = Nothing.Because("nobody decides about a person"),
    };
}
