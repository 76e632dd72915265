namespace ChatGov.Texts;

/// <summary>
/// A number that people are told of: texts name it, <c>{=openClaims}</c>, and so follow it. It stands at a constant, which is read without
/// running anything of its class: that may itself need texts.
/// </summary>
[AttributeUsage(AttributeTargets.Field)]
public sealed class LimitAttribute(string name) : Attribute
{
    public string Name { get; } = name;
}
