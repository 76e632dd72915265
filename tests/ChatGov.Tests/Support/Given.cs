using ChatGov.Settings;
using Microsoft.Extensions.Configuration;

namespace ChatGov.Tests.Support;

internal static class Given
{
    /// <summary>Settings as an operator gives them, and no others.</summary>
    public static SettingValues Settings(params IEnumerable<(string Name, string? Value)> settings) =>
        SettingValues.Read(new ConfigurationBuilder().AddInMemoryCollection(settings.Select(each => KeyValuePair.Create(each.Name, each.Value))).Build());
}
