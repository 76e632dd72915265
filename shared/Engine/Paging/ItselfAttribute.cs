namespace ChatGov.Paging;

/// <summary>On the part of a view that is the thing itself, beside what belongs to it: whoever reads it finds both in one, as one thing.</summary>
[AttributeUsage(AttributeTargets.Property)]
public sealed class ItselfAttribute : Attribute;
