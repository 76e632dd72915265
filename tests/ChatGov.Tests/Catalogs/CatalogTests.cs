using System.Text.RegularExpressions;
using ChatGov.Papers;
using ChatGov.Registrations;
using ChatGov.Tasks;
using ChatGov.Texts;

namespace ChatGov.Tests.Catalogs;

public sealed partial class CatalogTests
{
    [Fact]
    public void Both_languages_have_the_same_keys_and_placeholders()
    {
        var chinese = Catalog.Of(Language.Chinese);
        var english = Catalog.Of(Language.English);

        Assert.Equal(chinese.Keys.Order(StringComparer.Ordinal), english.Keys.Order(StringComparer.Ordinal));
        Assert.All(chinese.Keys.Where(key => !key.StartsWith("words.", StringComparison.Ordinal)), key =>
            Assert.Equal(Placeholders(chinese[key]), Placeholders(english[key])));
    }

    [Fact]
    public void Every_refusal_and_every_named_code_has_its_words()
    {
        foreach (var language in Language.All)
        {
            var texts = Catalog.Of(language);
            Assert.Equal(
                Refusals.All.Select(code => "refusal." + code).Order(StringComparer.Ordinal),
                texts.Keys.Where(key => key.StartsWith("refusal.", StringComparison.Ordinal)).Order(StringComparer.Ordinal));
            Assert.All(Enum.GetNames<RegistrationState>(), code => Assert.Contains("RegistrationState." + code, texts.Keys));
            Assert.All(Enum.GetNames<TaskPart>(), code => Assert.Contains("TaskPart." + code, texts.Keys));
            Assert.All(Enum.GetNames<PaperState>(), code => Assert.Contains("PaperState." + code, texts.Keys));
            Assert.All(Enum.GetNames<PaperKind>(), code => Assert.Contains("PaperKind." + code, texts.Keys));
            Assert.All(Enum.GetNames<PaperVerdict>(), code => Assert.Contains("verify." + code, texts.Keys));
            Assert.All(Enum.GetNames<PaperVerdict>(), code => Assert.Contains("check.text." + code, texts.Keys));
            Assert.All(Enum.GetNames<PrintVerdict>(), code => Assert.Contains("check.compare." + code, texts.Keys));
        }
    }

    [Fact]
    public void The_tone_is_calm()
    {
        Assert.All(Language.All.SelectMany(language => Catalog.Of(language).Values), text =>
            Assert.DoesNotMatch("[!！]|\\p{Cs}", text));
    }

    [Fact]
    public void Everybody_is_addressed_alike() =>
        Assert.All(Catalog.Of(Language.Chinese).Where(text => !text.Key.StartsWith("words.", StringComparison.Ordinal)), text => Assert.DoesNotContain("您", text.Value, StringComparison.Ordinal));

    private static IEnumerable<string> Placeholders(string text) => Placeholder().Matches(text).Select(match => match.Value).Order(StringComparer.Ordinal);

    [GeneratedRegex("\\{[a-zA-Z]+\\}", RegexOptions.None, 1000)]
    private static partial Regex Placeholder();
}
