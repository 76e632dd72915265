using ChatGov.Data;
using ChatGov.People;

namespace ChatGov.Http;

/// <summary>Which field a "no" of the rules is about: of the names that one may have for it, those that this endpoint takes.</summary>
internal static class Faulty
{
    /// <param name="body">What was sent, where the request has a body of fields.</param>
    public static IReadOnlyList<string> In(RefusalCode code, Takes? takes, object? body)
    {
        var names = takes is null ? [] : takes.Names().Where(name => code.Fields.Contains(name, StringComparer.Ordinal)).ToList();
        Func<string, bool>? holds = code == RefusalCode.PersonalDataInText ? Redaction.HoldsNumber : code == RefusalCode.IdInText ? Redaction.HasId : null;
        return holds is not null && body is not null && names.Where(name => TextOf(body, name) is { } text && holds(text)).ToList() is { Count: > 0 } holding ? holding : names;
    }

    private static string? TextOf(object body, string name) => body.GetType().GetProperty(char.ToUpperInvariant(name[0]) + name[1..])?.GetValue(body) as string;
}
