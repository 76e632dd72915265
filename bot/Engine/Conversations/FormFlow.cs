using ChatGov.Actions;
using ChatGov.Emergencies;
using ChatGov.Forms;
using ChatGov.Outbox;
using ChatGov.Sentences;

namespace ChatGov.Conversations;

/// <summary>
/// Asks a form in a chat: one question at a time, several answers from one sentence, what was understood in front of the next question,
/// the whole read back where the form says so, one answer corrected without the others.
/// </summary>
internal sealed class FormFlow(Form form) : Flow
{
    private const string Confirm = "confirm";
    private const string Change = "change_one";
    private const string Wrong = "wrong";
    private const string Yes = "yes";

    // As conversations that were no forms yet called it to answer anew.
    private const string No = "no";
    private const string GoOn = "go_on";

    /// <summary>Between two messages that were not understood nothing is said of how to get out.</summary>
    private const int MissesBeforeWayOut = 1;

    public override string Name => form.Name;

    public override IReadOnlyList<Rights.Role> OnlyFor => form.OnlyFor;

    public override Undo Undo => form.Undo;

    /// <summary>Where it may stand besides at a question.</summary>
    public static IReadOnlyList<string> OwnSteps { get; } = [Confirm, Change];

    public override bool WithoutConsent => form.WithoutConsent;

    // What is kept is read again: a form may change while somebody is in the middle of it.
    public override bool Knows(FlowState state) => true;

    public override bool TakesPhotos(FlowState state) => form.Find(state.Step) is { TakesPhotos: true };

    /// <param name="about">What the form is about, by name: <c>id</c>.</param>
    /// <param name="words">What was said with the command that opens it.</param>
    public static Message Open(Scene scene, Form form, string words = "", params ReadOnlySpan<(string Name, object Value)> about)
    {
        var state = FlowState.Begin(form.Name, "").OpenedBy(scene.Tx.Actor.InboxId);
        foreach (var (name, value) in about)
        {
            state = state.With(name, string.Create(System.Globalization.CultureInfo.InvariantCulture, $"{value}"));
        }

        var run = Listening.Open(Run(scene, form, state), words, scene.Tx.Now);
        if (form.Refuses(run) is { } refusal)
        {
            return scene.Answer(refusal);
        }

        return new FormFlow(form).Next(scene, state, run, Understood(run, form.Questions.Where(run.IsSaid)), NotTaken(scene, run, words));
    }

    /// <summary>What came with the command and is no answer: why.</summary>
    private static string NotTaken(Scene scene, FormRun run, string words) => run.Missing() is not { } question ? ""
        : question.TakesAnyWords && run.Tried(question) is { Length: > 0 } tried && question.Read(run, Said.Typed(tried, scene.Tx.Now)) is { IsRead: false } read ? Say(scene, read.Fault ?? question.Unclear)
        : !question.TakesAnyWords && words.Length > 0 && question.Find(run, words, scene.Tx.Now) is { } piece && question.Read(run, Said.Typed(piece.Words, scene.Tx.Now)).Fault is { } fault ? Say(scene, fault)
        : "";

    public override Message Ask(Scene scene, FlowState state) => state.Step switch
    {
        Confirm => Summary(Run(scene, form, state)),
        Change => WhichToChange(Run(scene, form, state), state[Wrong]),
        _ when form.Find(state.Step) is { } question => Question(Run(scene, form, state), question, state),
        _ => scene.Answer("everyone.begin_again"),
    };

    public override bool Keeps(Scene scene, FlowState state, string words) =>
        form.Find(state.Step) is { TakesAnyWords: true } question && question.Read(Run(scene, form, state), Said.Typed(words, scene.Tx.Now)).IsRead;

    public override bool Reads(Scene scene, FlowState state, string words) =>
        Listening.Hear(Run(scene, form, state), form.Find(state.Step), words, scene.Tx.Now) is Hearing.Taken or Hearing.Again { Question.HearsAll: false };

    /// <summary>In the correction of one answer only that is left; a draft of several answers is not dropped by one word.</summary>
    public override Message? BeforeLeaving(Scene scene, FlowState state)
    {
        var run = Run(scene, form, state);
        return IsCorrection(run, state) ? AsItWas(scene, state)
            : form.Questions.Count(run.IsSaid) > 1 ? Stop(scene, state)
            : null;
    }

    public override Message Hear(Scene scene, FlowState state, Answer answer)
    {
        var run = Run(scene, form, state);
        var question = Expected(run, state);
        state = question is null ? state : state.At(question.Name);
        if (answer.Photo is { } photo)
        {
            state = FlowPhotos.Add(state, photo);
            if (answer.Text.Trim().Length == 0)
            {
                return GoTo(scene, state, state.Step);
            }

            run = Run(scene, form, state);
        }

        return answer.Chosen switch
        {
            GoOn => GoTo(scene, state, state.Step),
            { } code when question is not null => Heard(scene, state, Listening.Take(run, question, new Said(answer.Text, code, answer.At)), ""),
            Yes => Do(scene, run, state),
            Change or No => ToChange(scene, state.With(Wrong, ""), run),
            { } name when form.Find(name) is { } one => Anew(scene, state, one),
            { } => GoTo(scene, state, Confirm),
            null when answer.TakenAsAnswer && question is not null => Heard(scene, state, Listening.Take(run, question, Said.Typed(answer.Text, answer.At)), answer.Text),
            null when question is not null && IsCorrection(run, state) && Keeps(question, answer.Text) => AsItWas(scene, state),
            null when question is not null && IsNoAnswer(run, question, answer) => IsItAnAnswer(scene, state, answer.Text),
            null when state.Step is Confirm or Change => AtTheEnd(scene, state, run, answer),
            null => Heard(scene, state, Listening.Hear(run, question, answer.Text, answer.At), answer.Text),
        };
    }

    /// <summary>All is answered and will be read back: the question that is open changes one answer.</summary>
    private bool IsCorrection(FormRun run, FlowState state) =>
        form.ReadBack == ReadBack.Always && form.Find(state.Step) is { } question && run.Has(question) && run.Missing() is null;

    /// <summary>不用 leaves an answer as it is, unless it is one: nothing to bring.</summary>
    private static bool Keeps(Question question, string words) => Listening.LeavesAsItIs(words) && question is not TextQuestion { Nothing: not null };

    /// <summary>It would be read as one, but asks itself, or is about somebody else or another time: 上次周六有空，这次不行.</summary>
    private static bool IsNoAnswer(FormRun run, Question question, Answer answer) => !question.HearsAll && (!question.TakesAnyWords || question is TextQuestion { IsAName: true })
        && (SentenceBook.Of.IsQuestion(answer.Text) || (question.IsAboutOneself && (SentenceBook.Of.IsOfOthers(answer.Text) || SentenceBook.Of.IsHedged(answer.Text))))
        && Listening.Hear(run, question, answer.Text, answer.At) is Hearing.Taken;

    private Message IsItAnAnswer(Scene scene, FlowState state, string words)
    {
        var asked = Lead(GoTo(scene, state, state.Step), scene.Say("form.is_it_an_answer"));
        return CommandOrAnswer.OrElsewhere(scene, asked with { Choices = [.. asked.Choices, CommandOrAnswer.IsAnswer(scene, words)] }, words);
    }

    private Message AsItWas(Scene scene, FlowState state) => Lead(GoTo(scene, state, Confirm), scene.Say("form.as_it_was"));

    /// <summary>The question that was asked; where what it rests on does not read any more, that one first. Null for the engine's own steps.</summary>
    private Question? Expected(FormRun run, FlowState state) =>
        form.Find(state.Step) is not { } asked ? null : asked.Applies(run) ? asked : run.Missing() ?? asked;

    private Message AtTheEnd(Scene scene, FlowState state, FormRun run, Answer answer) => Assent.Read(answer.Text) switch
    {
        true when state.Step == Confirm => Do(scene, run, state),
        false => BeforeLeaving(scene, state) ?? Conversation.Resume(scene, "cancel"),
        _ when Listening.Named(run, answer.Text) is { } question => Anew(scene, state, question),
        _ => Heard(scene, state, Listening.Hear(run, expected: null, answer.Text, answer.At), answer.Text),
    };

    private Message Heard(Scene scene, FlowState state, Hearing hearing, string words) => hearing switch
    {
        Hearing.Taken taken => Next(
            scene, state, taken.Run, Understood(taken.Run, IsTold(state, taken) ? taken.By : []), taken.Left.Length > 0 ? scene.Say("form.left", ("words", taken.Left)) : ""),
        Hearing.Again again => Lead(Anew(scene, again.Run is { } kept ? state with { Answers = kept.Answers } : state, again.Question), again.Why is { } why ? Say(scene, why) : ""),
        Hearing.Leaves => BeforeLeaving(scene, state) ?? (form.Find(state.Step) is { TakesAnyWords: true } ? Stop(scene, state) : Conversation.Resume(scene, ChatActions.Cancel.Name)),
        Hearing.Missed missed => Missed(scene, state, missed, words),
        _ => throw new InvalidOperationException("a hearing of no known kind"),
    };

    // What answers the question that was asked in the very words it is kept in needs no echo; what was taken for another, or read as something, does.
    private static bool IsTold(FlowState state, Hearing.Taken taken) => taken.By.Any(question => question.Name != state.Step || !IsVerbatim(taken.Run, question));

    private static bool IsVerbatim(FormRun run, Question question) =>
        run.SaidTo(question) is { } said && (said.Code is not null || Plain(question.Display(run, run.Read(question).Value!)) == Plain(said.Words));

    private static string Plain(string words) => string.Concat(words.Where(each => !char.IsWhiteSpace(each)));

    /// <param name="understood">What was taken; the summary says it as well.</param>
    /// <param name="left">What was not.</param>
    private Message Next(Scene scene, FlowState state, FormRun run, string understood, string left)
    {
        var answered = state with { Answers = run.Answers };
        return run.Missing() is { } question ? Lead(GoTo(scene, answered, question.Name), Lines(understood, left))
            : form.ReadBack == ReadBack.Always ? Lead(GoTo(scene, answered, Confirm), left)
            : Do(scene, run, answered);
    }

    private Message GoTo(Scene scene, FlowState state, string step)
    {
        var next = state.At(step);
        if (scene.Session.Flow?.Flow == form.Name)
        {
            scene.Session = scene.Session with { Flow = next };
            return Ask(scene, next);
        }

        return scene.Begin(next);
    }

    /// <summary>Which answer is to change is asked only where there are several.</summary>
    private Message ToChange(Scene scene, FlowState state, FormRun run) =>
        Only(run) is { } only ? Anew(scene, state, only) : GoTo(scene, state, Change);

    /// <summary>The one answer, which is named in the sentence above the summary instead of a line of it.</summary>
    private Question? Only(FormRun run) => form.Questions is [{ Label: null } only] && run.Has(only) ? only : null;

    /// <summary>One answer once more; the others stay, and so does this one until there is another.</summary>
    private Message Anew(Scene scene, FlowState state, Question question)
    {
        var run = Run(scene, form, state);
        var before = run.Has(question) ? scene.Say("form.now", ("value", question.Display(run, run.Read(question).Value!))) : "";
        return Lead(GoTo(scene, state, question.Name), before);
    }

    private Message Do(Scene scene, FormRun run, FlowState state)
    {
        if (run.Missing() is { } missing)
        {
            return GoTo(scene, state with { Answers = run.Answers }, missing.Name);
        }

        // What was all known, or said with the command, ends no other conversation that is open.
        scene.Session = scene.Session.Flow?.Flow == form.Name ? scene.Session with { Flow = null } : scene.Session;
        return Undoing.Watch(scene, form.Undo, () => form.Do(run).Match(done => Done(scene, state, done), refusal => Refused(scene, state, run, refusal)));
    }

    private static Message Done(Scene scene, FlowState state, FormDone done)
    {
        if (done.PhotosGoWith is { } of)
        {
            FlowPhotos.Attach(scene, state, of);
        }

        scene.DoneTo = done.To;
        if (done.Parting != Parting.Stays)
        {
            scene.Session = scene.Session with { ConsentVersion = null, Menu = [], IsOver = done.Parting == Parting.Erased };
        }

        return done.Message;
    }

    /// <summary>What another answer would mend is asked again, the rest stays; what none would is final.</summary>
    private Message Refused(Scene scene, FlowState state, FormRun run, Data.Refusal refusal)
    {
        var wrong = form.Questions.Where(question => question.Mends.Contains(refusal.Code) && run.Has(question)).ToList();
        return wrong.Count == 0
            ? scene.Answer(refusal)
            : Lead(
                scene.Begin((state with { Answers = run.Answers }).With(Wrong, string.Join(',', wrong.Select(question => question.Name))).At(wrong.Count == 1 ? wrong[0].Name : Change)),
                scene.Say(refusal));
    }

    private Message Missed(Scene scene, FlowState state, Hearing.Missed missed, string words)
    {
        var wayOut = scene.Session.Misses >= MissesBeforeWayOut ? scene.Say("form.way_out") : "";
        var asked = GoTo(scene, state with { Answers = missed.Run.Answers }, state.Step);

        // The sentence that says what would do may be the question itself.
        var why = Say(scene, missed.Why);
        var again = asked with { Text = Lines(why, wayOut) + (asked.Text == why ? "" : "\n\n" + asked.Text) };

        // Where any words could be the answer, it went wrong as one.
        return CallFirst.AfterNotUnderstood(scene, form.Find(state.Step) is { TakesAnyWords: true } ? again : CommandOrAnswer.OrElsewhere(scene, again, words));
    }

    private Message Stop(Scene scene, FlowState state)
    {
        List<Choice> choices = [scene.Choice("form.stop_it", ChatActions.Cancel.Name), scene.Choice("form.go_on", Conversation.AnswerIntent + ":" + GoOn)];
        if (Keeps(scene, state, scene.Incoming.Text))
        {
            choices.Add(CommandOrAnswer.IsAnswer(scene, scene.Incoming.Text));
        }

        return scene.Answer("form.stop_or_go_on") with { Choices = choices };
    }

    private static Message Question(FormRun run, Question question, FlowState state)
    {
        var options = question.Options(run);
        var text = FlowPhotos.Of(state) is { Count: > 0 } photos && question.TakesPhotos
            ? run.Say("photo.kept", ("count", photos.Count))
            : question.Put(run);
        return new Message(text) { Several = question.TakesSeveral, Choices = [.. options.Select(option => new Choice(option.Label, $"{Conversation.AnswerIntent}:{option.Code}")), .. question.Beside(run)] };
    }

    private Message Summary(FormRun run) => new(Lines([
        run.Say(form.Texts + ".sure", form.About(run)),
        .. run.Shown().Select(line => run.Say("form.line", ("label", line.Label), ("value", line.Value))),
        .. form.Warnings(run)]))
    {
        Choices =
        [
            run.Choice(form.Texts + ".do", $"{Conversation.AnswerIntent}:{Yes}"),
            .. run.Shown().Any() || Only(run) is not null ? [run.Choice(form.ChangeText, $"{Conversation.AnswerIntent}:{Change}")] : Array.Empty<Choice>(),
            run.Choice(form.Texts + ".not", ChatActions.Cancel.Name),
        ],
    };

    /// <param name="among">The names of those that were wrong; empty for any.</param>
    private static Message WhichToChange(FormRun run, string among) => new(run.Say("form.which"))
    {
        Choices =
        [
            .. run.Shown().Where(line => among.Length == 0 || among.Split(',').Contains(line.Question.Name))
                .Select(line => new Choice(run.Say("form.line", ("label", line.Label), ("value", line.Value)), $"{Conversation.AnswerIntent}:{line.Question.Name}")),
            run.Choice("form.nothing_to_change", $"{Conversation.AnswerIntent}:{Confirm}"),
        ],
    };

    private static string Understood(FormRun run, IEnumerable<Question> questions)
    {
        var told = questions.ToHashSet();
        var lines = run.Shown().Where(line => told.Contains(line.Question)).Select(line => run.Say("form.line", ("label", line.Label), ("value", line.Value))).ToList();
        return lines.Count == 0 ? "" : run.Say("form.understood", ("answers", string.Join(run.Say("form.separator"), lines)));
    }

    private static FormRun Run(Scene scene, Form form, FlowState state) => new(form, scene.Tx, scene.Language, state.Answers)
    {
        From = new Speaker(scene.Session.Channel, scene.Session.UserId, scene.Session.ChatId),
    };

    private static string Say(Scene scene, Fault fault) => scene.Say(fault.Key, fault.Args);

    private static Message Lead(Message message, string lead) => lead.Length == 0 ? message : message with { Text = lead + "\n" + message.Text };

    private static string Lines(params IEnumerable<string> lines) => string.Join('\n', lines.Where(line => line.Length > 0));
}
