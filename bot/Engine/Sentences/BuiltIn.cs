using System.Reflection;

namespace ChatGov.Sentences;

/// <summary>The text files that features bring, built into the program.</summary>
internal static class BuiltIn
{
    /// <summary>In the order of their folders: what is learned does not hang on how they were built in.</summary>
    public static IEnumerable<string> Texts(string prefix)
    {
        var assembly = Assembly.GetExecutingAssembly();
        foreach (var name in assembly.GetManifestResourceNames().Where(name => name.StartsWith(prefix, StringComparison.Ordinal)).Order(StringComparer.Ordinal))
        {
            using var reader = new StreamReader(assembly.GetManifestResourceStream(name)!);
            yield return reader.ReadToEnd();
        }
    }
}
