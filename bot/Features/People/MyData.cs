using ChatGov.Conversations;
using ChatGov.HelpRequests;
using ChatGov.Outbox;
using ChatGov.Texts;

namespace ChatGov.People;

/// <summary>我的数据: everything that is kept, one line a kind; a kind of which there is nothing has no line.</summary>
internal static class MyData
{
    public static IReadOnlyList<Topic> Topics { get; } = [new(PersonActions.MyData.Name, (scene, _) => Show(scene)) { WithoutConsent = true, Anywhere = true, OnlyShows = true }];

    // Who withdrew their agreement may still see what is left; a stranger, what they asked a human for.
    private static Message Show(Scene scene)
    {
        if (scene.Session.PersonId is null)
        {
            var asked = HelpRequestActs.HasAsked(scene.Tx, new AskedFrom(scene.Session.Channel, scene.Session.ChatId));
            return scene.Answer(asked ? "my_data.only_asked" : "my_data.nothing");
        }

        var own = OwnData.Copy(scene.Tx);
        return new Message(string.Join('\n', Lines(scene, own).Append(scene.Say("my_data.change"))));
    }

    private static IEnumerable<string> Lines(Scene scene, OwnDataCopy own)
    {
        var none = scene.Say("my_data.none");
        yield return scene.Say(
            "my_data.text",
            ("name", own.Name.Length > 0 ? own.Name : none),
            ("phone", own.Phone is { } phone ? Texts.Show.CoveredPhone(phone) : none),
            ("since", Day(own.Since)),
            ("messengers", Join(own.Messengers.Select(channel => Texts.Show.Messenger(scene.Language, channel)))),
            ("claims", own.Claims),
            ("hours", Texts.Show.Hours(own.Minutes)));
        if (own.Kind is { } kind)
        {
            yield return scene.Say("my_data.kind", ("kind", Catalog.Name(scene.Language, kind)));
        }

        foreach (var (key, parts) in Kinds(scene, own))
        {
            if (Join(parts) is { Length: > 0 } list)
            {
                yield return scene.Say("my_data." + key, ("list", list));
            }
        }

        foreach (var line in own.Lines)
        {
            yield return line.Show(scene.Language);
        }

        foreach (var (key, count) in new[] { ("photos", own.Photos), ("doors", own.OpenDoors) })
        {
            if (count > 0)
            {
                yield return scene.Say("my_data." + key, ("count", count));
            }
        }

        if (own.NationalVolunteerNumber is { } number)
        {
            yield return scene.Say("my_data.national_number", ("number", number));
        }

        if (own.PausedUntil is { } until)
        {
            yield return scene.Say("my_data.paused", ("until", Day(until)));
        }

        if (own.PlainOrder)
        {
            yield return scene.Say("my_data.plain_order");
        }

        if (own.Muted)
        {
            yield return scene.Say("my_data.muted");
        }
    }

    private static IEnumerable<(string Key, IEnumerable<string> Parts)> Kinds(Scene scene, OwnDataCopy own) =>
    [
        ("units", own.Units),
        ("offices", own.Offices.Select(each => Office(scene, each))),
        ("tags", own.Tags),
        ("news_off", own.NewsOff.Select(kind => Catalog.Name(scene.Language, kind))),
        ("skills", own.Skills.Select(skill => Catalog.Name(scene.Language, skill))),
        ("times", own.FreeTimes.Select(time => FreeTimeWords.Show(scene.Language, time))),
        ("requests", own.Requests.Select(each => scene.Say(
            each.IsAnswered ? "my_data.request.answered" : "my_data.request.open", ("id", each.Id), ("day", Day(each.At)), ("words", each.Words)))),
        ("consents", own.Consents.Select(each => scene.Say(
            each.WithdrawnAt is null ? "my_data.consent.given" : "my_data.consent.withdrawn",
            ("scope", Catalog.Name(scene.Language, each.Scope)), ("day", Day(each.GivenAt)), ("until", each.WithdrawnAt is { } until ? Day(until) : "")))),
    ];

    private static string Office(Scene scene, OwnOffice each) => scene.Say(
        each.UntilAt is null ? "my_data.office" : "my_data.office.until",
        ("place", each.Place), ("role", Catalog.Name(scene.Language, each.Role)), ("from", Day(each.FromAt)), ("until", each.UntilAt is { } day ? Day(day) : ""));

    private static object Day(DateTimeOffset instant) => Deadlines.Shanghai.Day(instant);

    private static string Join(IEnumerable<string> parts) => string.Join("、", parts.Select(part => part.Trim()).Where(part => part.Length > 0));
}
