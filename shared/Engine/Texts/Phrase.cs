namespace ChatGov.Texts;

/// <summary>A text of the catalog with its values, said only when the language is known.</summary>
public sealed record Phrase(string Key, params IReadOnlyList<(string Name, object Value)> Args) : IShown
{
    public string Show(string language) => Catalog.Say(language, Key, [.. Args]);
}

/// <summary>Several values one after the other.</summary>
public sealed record Several(IEnumerable<object> All) : IShown
{
    string IShown.Show(string language) => string.Join("、", All.Select(each => Texts.Show.Value(language, each).Trim()).Where(each => each.Length > 0));
}
