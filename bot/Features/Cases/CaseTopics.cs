using System.Globalization;
using ChatGov.Actions;
using ChatGov.Conversations;
using ChatGov.Needs;
using ChatGov.Outbox;
using ChatGov.Photos;
using ChatGov.Rights;
using ChatGov.Texts;
using ChatGov.Values;

namespace ChatGov.Cases;

/// <summary>事项, as those speak of them who reported one: say it, hear what becomes of it, and say whether it is solved.</summary>
internal static class CaseTopics
{
    public static IReadOnlyList<Topic> Topics { get; } =
    [
        new(CaseActions.SpeakUp.Name, (scene, words) => FormFlow.Open(scene, SpeakUpForm.Form, words)) { OnlyAsks = true, KeepsPhones = true },
        new(CaseActions.Suggest.Name, (scene, words) => FormFlow.Open(scene, SpeakUpForm.Form, words, (SpeakUpForm.KindName, CaseKind.Suggestion))) { OnlyAsks = true },
        new(CaseActions.ListMine.Name, (scene, _) => Mine(scene)) { OnlyShows = true },
        new(CaseActions.OpenMine.Name, MyOne),
        new(CaseActions.WhoRead.Name, WhoRead) { OnlyShows = true },
        new(CaseActions.AddTo.Name, (scene, argument) => OnOne(scene, argument, row => CaseMachine.IsOpen(row.State), CaseActions.AddTo, row => FormFlow.Open(scene, CaseForms.Adding, "", ("id", row.Id)))) { OnlyAsks = true },
        new(CaseActions.Urge.Name, Urge) { Undo = new Undo.Not(Undo.Not.Read) },
        new(CaseActions.Withdraw.Name, Withdraw) { OnlyAsks = true },
        new(CaseActions.Solved.Name, (scene, argument) => OnOne(scene, argument, row => CaseCalls.IsAskedAbout(row, scene.Tx.Now), CaseActions.Solved, row => Solved(scene, row))) { Undo = new Undo.Not("undo.not.solved") },
        new(CaseActions.NotSolved.Name, NotSolved) { OnlyAsks = true },
        new(CaseActions.Rate.Name, Rate) { Undo = new Undo.Not(Undo.Not.Usual) },
    ];

    private static readonly string[] OfAdding = WordList.Of("case.words.add");
    private static readonly string[] OfStanding = WordList.Of("case.words.still");

    private static bool MayReopen(Scene scene, Case row) => CaseCalls.IsAskedAbout(row, scene.Tx.Now) || CaseCalls.MayGoOnAlone(row, scene.Tx.Now) || row.State is CaseState.Closed or CaseState.Answered;

    /// <summary>What somebody reported and what they asked for, in one list: to them it is one thing.</summary>
    private static Message Mine(Scene scene)
    {
        List<Choice> lines = [.. CaseLists.Mine(scene.Tx).Select(row => Line(scene, row, CaseActions.OpenMine)), .. Needs(scene, NeedLists.AskedByMe(scene.Tx), NeedActions.OpenMine)];
        return lines.Count == 0
            ? scene.Answer("my_cases.none") with { Choices = [scene.Choice("menu.speak_up", CaseActions.SpeakUp.Name), scene.Choice("menu.ask_need", NeedActions.Ask.Name)] }
            : scene.Answer("my_cases.head") with { Choices = lines };
    }

    private static Choice Line(Scene scene, Case row, ActionName action) => scene.Choice(
        "my_cases.line", action.On(row.Id), ("id", row.Id), ("kind", new Named<CaseKind>(row.Kind)), ("state", scene.Say("my_cases.state." + row.State)));

    private static IEnumerable<Choice> Needs(Scene scene, IEnumerable<Need> needs, ActionName action) => needs.Select(need => scene.Choice("my_cases.need", action.On(need.Id), ("id", need.Id), ("form", new Named<NeedForm>(need.Form)), ("state", new Named<NeedState>(need.State))));

    /// <summary>The one that was named, or the only one it can be; else it is asked which.</summary>
    private static Message OnOne(Scene scene, string argument, Func<Case, bool> may, ActionName action, Func<Case, Message> act)
    {
        if (ActionName.Id(argument) is > 0 and var id)
        {
            return CaseLists.FindMine(scene.Tx, id) is { } named ? act(named) : Mine(scene);
        }

        return CaseLists.Mine(scene.Tx).FindAll(row => may(row)) switch
        {
            [var only] => act(only),
            [] => Mine(scene),
            var several => scene.Answer("my_cases.which") with { Choices = [.. several.Select(row => Line(scene, row, action))] },
        };
    }

    /// <summary>
    /// Words that were understood as nothing: with the number of a matter they open it (2号咋样了, 2号受理); where a question about one's only matter is
    /// open, they answer it.
    /// </summary>
    public static Message? Guess(Scene scene, string words)
    {
        if (scene.Session.PersonId is null)
        {
            return null;
        }

        if (CaseWordsOf.NamedNumber(words) is { } number)
        {
            return CaseLists.FindMine(scene.Tx, number) is { } mine ? Said(scene, mine, words) : CaseActsInWords.Read(scene, words) ?? CaseStaffTopics.Guess(scene, number);
        }

        return CaseLists.Mine(scene.Tx).FindAll(row => row.State == CaseState.WaitingReporter) is [var only] ? FormFlow.Open(scene, CaseForms.Adding, words, ("id", only.Id)) : null;
    }

    /// <summary>15号没好，还是冷; 1号加一句：二楼也不亮. Any other words open it.</summary>
    private static Message Said(Scene scene, Case row, string words)
    {
        var rest = string.Join('，', CaseWordsOf.Clauses(words).Select(clause => CaseWordsOf.WithoutOwnNumber(clause, row.Id)).Where(clause => clause.Length > 1 && !OfAdding.Contains(clause, StringComparer.OrdinalIgnoreCase)));
        return CaseMachine.IsOpen(row.State) && row.State != CaseState.CallbackPending && WordList.IsIn(words, OfAdding) ? FormFlow.Open(scene, CaseForms.Adding, rest, ("id", row.Id))
            : MayReopen(scene, row) && WordList.IsIn(words, OfStanding) ? FormFlow.Open(scene, CaseForms.NotSolved, rest, ("id", row.Id))
            : One(scene, row);
    }

    private static Message MyOne(Scene scene, string argument) => CaseLists.FindMine(scene.Tx, ActionName.Id(argument)) is { } row ? One(scene, row) : Mine(scene);

    private static Message One(Scene scene, Case row) => scene.Answer(
        "my_case." + row.State,
        ("id", row.Id), ("kind", new Named<CaseKind>(row.Kind)), ("community", row.OrgName), ("office", row.AboveOrgName ?? row.OrgName), ("result", row.Result ?? scene.Say("my_case.by_task")),
        ("reason", row.Reason ?? ""), ("day", row.WorkDueAt is { } due ? Show.Value(scene.Language, Deadlines.Shanghai.Day(due)) : ""),
        ("review", row.ReviewAt is { } review ? Show.Value(scene.Language, Deadlines.Shanghai.Day(review)) : ""), ("into", row.MergedInto ?? 0)) with
    {
        Choices = [.. Choices(scene, row)],
    };

    private static IEnumerable<Choice> Choices(Scene scene, Case row)
    {
        if (CaseCalls.IsAskedAbout(row, scene.Tx.Now))
        {
            yield return scene.Choice("case.choice.solved", CaseActions.Solved.On(row.Id));
        }

        if (MayReopen(scene, row))
        {
            yield return scene.Choice(row.State == CaseState.Answered ? "case.choice.new_facts" : "case.choice.not_solved", CaseActions.NotSolved.On(row.Id));
        }

        if (row.State == CaseState.Closed)
        {
            foreach (var rating in Ratings(scene, row.Id))
            {
                yield return rating;
            }
        }

        if (CaseMachine.IsOpen(row.State))
        {
            yield return scene.Choice(row.State == CaseState.WaitingReporter ? "case.choice.answer" : "case.choice.add", CaseActions.AddTo.On(row.Id));
            yield return PhotoTopics.More(scene, new PhotoOf(PhotoSubject.Case, row.Id));
            if (row.State != CaseState.CallbackPending)
            {
                yield return scene.Choice("need.choice.urge", CaseActions.Urge.On(row.Id));
            }

            yield return scene.Choice("case.choice.withdraw", CaseActions.Withdraw.On(row.Id));
        }

        yield return scene.Choice("case.choice.who_read", CaseActions.WhoRead.On(row.Id));
    }

    private static IEnumerable<Choice> Ratings(Scene scene, long id) =>
        Enum.GetValues<CaseRating>().Select(rating => new Choice(Catalog.Name(scene.Language, rating), CaseActions.Rate.With($"{id}x{rating}")));

    private static Message WhoRead(Scene scene, string argument) => CaseReadings.Of(scene.Tx, ActionName.Id(argument)).Match(
        readings => readings.Count == 0 ? scene.Answer("case_readings.none") : new Message(string.Join('\n', readings.Select(each => scene.Say(
            "case_readings.line", ("office", each.Office), ("role", new Named<Role>(each.Role)), ("at", each.At))).Prepend(scene.Say("case_readings.head")))),
        scene.Answer);

    private static Message Solved(Scene scene, Case row) => CaseCalls.Confirm(scene.Tx, row.Id).Match(
        closed => scene.Answer(closed.State == CaseState.Merged ? "case_solved.merged" : "case_solved.done", ("id", row.Id)) with { Choices = [.. Ratings(scene, row.Id)] }, scene.Answer);

    /// <summary>With what is still wrong, where a sentence said it: 没好，又堵了.</summary>
    private static Message NotSolved(Scene scene, string argument) => OnOne(
        scene, argument, row => MayReopen(scene, row), CaseActions.NotSolved, row => FormFlow.Open(scene, CaseForms.NotSolved, ActionName.Id(argument) > 0 ? "" : argument, ("id", row.Id)));

    /// <summary>The only one that waits for the community, whatever it is, or the one that was chosen.</summary>
    private static Message Urge(Scene scene, string argument)
    {
        List<Case> waiting = [.. CaseLists.Mine(scene.Tx).Where(row => CaseMachine.IsOpen(row.State) && row.State != CaseState.CallbackPending)];
        var needs = NeedLists.AskedByMe(scene.Tx).FindAll(need => need.State != NeedState.Returned);
        return ActionName.Id(argument) is > 0 and var id ? Urged(scene, id) : (waiting, needs) switch
        {
            ([], []) => Mine(scene),
            ([var only], []) => Urged(scene, only.Id),
            ([], [var need]) => NeedTopics.Urge(scene, need.Id.ToString(CultureInfo.InvariantCulture)),
            _ => scene.Answer("urge_need.which") with { Choices = [.. waiting.Select(row => Line(scene, row, CaseActions.Urge)), .. Needs(scene, needs, NeedActions.Urge)] },
        };
    }

    private static Message Urged(Scene scene, long id) =>
        CaseSpeakingUp.Urge(scene.Tx, id).Match(row => scene.Answer("urge_case.done", ("id", row.Id), ("community", row.OrgName)), scene.Answer);

    private static Message Withdraw(Scene scene, string argument)
    {
        if (ActionName.Id(argument) is > 0 and var id)
        {
            return FormFlow.Open(scene, CaseForms.Withdrawing, "", ("id", id));
        }

        List<Case> open = [.. CaseLists.Mine(scene.Tx).Where(row => CaseMachine.IsOpen(row.State))];
        return open.Count + NeedLists.AskedByMe(scene.Tx).Count == 0
            ? Mine(scene)
            : scene.Answer("withdraw_case.which") with { Choices = [.. open.Select(row => Line(scene, row, CaseActions.Withdraw)), .. Needs(scene, NeedLists.AskedByMe(scene.Tx), NeedActions.Withdraw)] };
    }

    /// <summary>A press, or a word: 满意, 不满意.</summary>
    private static Message Rate(Scene scene, string argument)
    {
        if (argument.Split('x') is [var number, var code] && ActionName.Id(number) is > 0 and var id && Enum.TryParse<CaseRating>(code, out var pressed) && Enum.IsDefined(pressed))
        {
            return Rated(scene, id, pressed);
        }

        return CaseLists.Mine(scene.Tx).FirstOrDefault(row => row.State == CaseState.Closed) is not { } last ? Mine(scene)
            : Said(argument) is { } said ? Rated(scene, last.Id, said)
            : scene.Answer("rate_case.ask", ("id", last.Id)) with { Choices = [.. Ratings(scene, last.Id)] };
    }

    private static Message Rated(Scene scene, long id, CaseRating rating) => CaseCalls.Rate(scene.Tx, id, rating).Match(
        _ => scene.Answer("rate_case.done." + rating, ("id", id)) with
        {
            Choices = rating == CaseRating.Dissatisfied ? [scene.Choice("case.choice.not_solved", CaseActions.NotSolved.On(id))] : [],
        },
        scene.Answer);

    // The longer words first: 不满意 holds 满意.
    private static CaseRating? Said(string words) => new[] { CaseRating.Dissatisfied, CaseRating.Fair, CaseRating.Satisfied }
        .Where(rating => WordList.IsIn(words, WordList.Of("case.words.rating." + rating))).Select(rating => (CaseRating?)rating).FirstOrDefault();
}
