using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Conversations.Members;

/// <summary>特长, 空闲, 停, 多发, 我的数据.</summary>
internal static class Myself
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("set_skills", (scene, words) => Begin(scene, new SkillsFlow(), SkillsFlow.Start(), words)),
        new("set_availability", (scene, words) => Begin(scene, new FreeTimesFlow(), FreeTimesFlow.Start(), words)),
        new("mute", (scene, _) => Mute(scene, muted: true)),
        new("unmute", (scene, _) => Mute(scene, muted: false)),
        new("my_data", (scene, _) => MyData(scene)),
    ];

    // 特长 水电、开车 answers the question in the same breath.
    private static Message Begin(Scene scene, Flow flow, FlowState state, string words)
    {
        if (words.Length > 0 && flow.Step(state, new Answer(words)) is Move.Done done)
        {
            return flow.Finish(scene, done.State);
        }

        return scene.Begin(state);
    }

    private static Message Mute(Scene scene, bool muted) =>
        Preferences.Mute(scene.Tx, muted).Match(_ => scene.Answer(muted ? "mute.done" : "mute.undone"), scene.Answer);

    private static Message MyData(Scene scene)
    {
        var own = OwnData.Copy(scene.Tx);
        var none = scene.Say("my_data.none");
        var text = scene.Say(
            "my_data.text",
            ("name", own.Name.Length > 0 ? own.Name : none),
            ("phone", own.Phone is { } phone ? Show.CoveredPhone(phone) : none),
            ("since", Deadlines.Shanghai.Day(own.Since)),
            ("messengers", Join(own.Messengers.Select(channel => Texts.Show.Messenger(scene.Language, channel)), none)),
            ("units", Join(own.Units, none)),
            ("registrations", Join(own.Registrations.Select(each => $"{each.Community} {each.Number}"), none)),
            ("skills", Join(own.Skills.Select(skill => Catalog.Name(scene.Language, skill)), none)),
            ("times", Join(own.FreeTimes.Select(time => FreeTimeWords.Show(scene.Language, time)), none)),
            ("claims", own.Claims),
            ("hours", Show.Hours(own.Minutes)));
        text = own.Kind is { } kind ? text + "\n" + scene.Say("my_data.kind", ("kind", Catalog.Name(scene.Language, kind))) : text;
        text = own.Needs.Count == 0 ? text : text + "\n" + scene.Say("my_data.needs", ("needs", Join(own.Needs.Select(need => $"{need.Community} {need.Id}：{need.Words}"), none)));
        text = own.Photos == 0 ? text : text + "\n" + scene.Say("my_data.photos", ("count", own.Photos));
        text = own.PlainOrder ? text + "\n" + scene.Say("my_data.plain_order") : text;
        return own.Papers.Count == 0
            ? new Message(text)
            : new Message(text + "\n" + scene.Say("my_data.papers", ("papers", Join(own.Papers.Select(paper => PaperTopics.Line(scene, paper)), none))));
    }

    private static string Join(IEnumerable<string> parts, string none)
    {
        var text = string.Join("、", parts);
        return text.Length == 0 ? none : text;
    }
}

internal sealed class SkillsFlow : Flow
{
    private const string Skills = "skills";

    public override string Name => "skills";

    public static FlowState Start() => FlowState.Begin("skills", Skills);

    public override Move Step(FlowState state, Answer answer)
    {
        if (answer.Chosen == "skip")
        {
            return new Move.Done(state.With(Skills, ""));
        }

        var skills = answer.Chosen is { } chosen ? [Enum.Parse<Skill>(chosen)] : SkillWords.Read(answer.Text);
        return skills.Count == 0 ? new Move.Again("skills.unclear") : new Move.Done(state.With(Skills, string.Join(',', skills)));
    }

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("skills.ask") with
    {
        Choices =
        [
            .. Enum.GetValues<Skill>().Select(skill => new Choice(Catalog.Name(scene.Language, skill), "answer:" + skill)),
            scene.Choice("everyone.skip", "answer:skip"),
        ],
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        if (state[Skills].Length == 0)
        {
            return scene.Answer("everyone.skipped");
        }

        List<Skill> skills = [.. state[Skills].Split(',').Select(Enum.Parse<Skill>)];
        return Preferences.SetSkills(scene.Tx, skills).Match(
            _ => scene.Answer("skills.done", ("skills", string.Join("、", skills.Select(skill => Catalog.Name(scene.Language, skill))))),
            scene.Answer);
    }
}

internal sealed class FreeTimesFlow : Flow
{
    private const string Times = "times";

    public override string Name => "free_times";

    public static FlowState Start() => FlowState.Begin("free_times", Times);

    public override Move Step(FlowState state, Answer answer)
    {
        if (answer.Chosen == "skip")
        {
            return new Move.Done(state.With(Times, ""));
        }

        var text = answer.Chosen ?? answer.Text;
        return FreeTimeWords.Read(text).Count == 0 ? new Move.Again("free_times.unclear") : new Move.Done(state.With(Times, text));
    }

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("free_times.ask") with
    {
        Choices =
        [
            scene.Choice("free_times.weekend", "answer:周末"),
            scene.Choice("free_times.evenings", "answer:工作日晚上"),
            scene.Choice("everyone.skip", "answer:skip"),
        ],
    };

    public override Message Finish(Scene scene, FlowState state)
    {
        var times = FreeTimeWords.Read(state[Times]);
        if (times.Count == 0)
        {
            return scene.Answer("everyone.skipped");
        }

        return Preferences.SetFreeTimes(scene.Tx, times).Match(
            _ => scene.Answer("free_times.done", ("times", string.Join("、", times.Select(time => FreeTimeWords.Show(scene.Language, time))))),
            scene.Answer);
    }
}
