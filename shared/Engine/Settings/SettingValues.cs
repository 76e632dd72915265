using System.Globalization;
using ChatGov.Data;
using ChatGov.Messengers;
using Microsoft.Extensions.Configuration;

namespace ChatGov.Settings;

/// <summary>The settings as they were given, all of them checked: names by <see cref="SettingNames"/>, values by their kind.</summary>
public sealed class SettingValues
{
    private readonly IConfiguration _configuration;

    private SettingValues(IConfiguration configuration) => _configuration = configuration;

    /// <summary>The sections of the messengers for which anything is set, be it in part or wrongly.</summary>
    public IEnumerable<string> Messengers => MessengerList.ForPeople.Select(messenger => messenger.Section).Where(HasAny);

    /// <exception cref="ConfigurationFault">A name that nobody knows, or a value that is none of its kind.</exception>
    public static SettingValues Read(IConfiguration configuration)
    {
        SettingNames.Check(configuration);
        var values = new SettingValues(configuration);
        foreach (var setting in SettingList.All)
        {
            if (values.Given(setting) is { } value)
            {
                setting.Check(value);
            }
        }

        return values;
    }

    /// <returns>What was set, else the default, else null.</returns>
    public string? Find(string name)
    {
        var setting = SettingList.Get(name);
        return Given(setting) ?? setting.Default;
    }

    /// <exception cref="ConfigurationFault">It was not set and has no default.</exception>
    public string Required(string name) => Find(name) ?? throw new ConfigurationFault($"{SettingList.Get(name).Name} is missing");

    /// <exception cref="ConfigurationFault">It was not set and has no default.</exception>
    public int Count(string name) => int.Parse(Required(name), CultureInfo.InvariantCulture);

    public bool IsOn(string name) => Find(name) is { } value && bool.Parse(value);

    public bool IsSet(string name) => Given(SettingList.Get(name)) is not null;

    /// <summary>Whether the section is there at all. One whose values are missing was meant to be there.</summary>
    public bool HasAny(string section) => _configuration.GetSection(section).GetChildren().Any();

    public IReadOnlyList<string> List(string name) => Find(name)?.Split(Kind.Between, StringSplitOptions.RemoveEmptyEntries) ?? [];

    private string? Given(Setting setting)
    {
        var section = _configuration.GetSection(setting.Name);
        return section.Value ?? (setting.Kind.IsList && section.GetChildren().Any() ? string.Join(',', section.GetChildren().Select(each => each.Value)) : null);
    }
}
