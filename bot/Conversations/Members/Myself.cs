using ChatGov.Outbox;
using ChatGov.People;
using ChatGov.Texts;

namespace ChatGov.Conversations.Members;

/// <summary>特长, 空闲, 停, 多发.</summary>
internal static class Myself
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new("set_skills", (scene, words) => Begin(scene, new SkillsFlow(), SkillsFlow.Start(), words)),
        new("set_availability", (scene, words) => Begin(scene, new FreeTimesFlow(), FreeTimesFlow.Start(), words)),
        new("mute", (scene, _) => Mute(scene, muted: true)),
        new("unmute", (scene, _) => Mute(scene, muted: false)),
    ];

    // 特长 水电、开车 answers the question in the same breath.
    private static Message Begin(Scene scene, StepFlow flow, FlowState state, string words)
    {
        if (words.Length > 0 && flow.Step(state, new Answer(words)) is Move.Done done)
        {
            return flow.Finish(scene, done.State);
        }

        return scene.Begin(state);
    }

    private static Message Mute(Scene scene, bool muted) =>
        Preferences.Mute(scene.Tx, muted).Match(_ => scene.Answer(muted ? "mute.done" : "mute.undone"), scene.Answer);
}

internal sealed class SkillsFlow : StepFlow
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

        var skills = answer.Chosen is { } chosen ? [.. chosen.Split(',').Where(each => each != "skip").Select(Enum.Parse<Skill>)] : SkillWords.Read(answer.Text);
        return skills.Count == 0 ? new Move.Again("skills.unclear") : new Move.Done(state.With(Skills, string.Join(',', skills)));
    }

    public override Message Ask(Scene scene, FlowState state) => scene.Answer("skills.ask") with
    {
        Several = true,
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

internal sealed class FreeTimesFlow : StepFlow
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
