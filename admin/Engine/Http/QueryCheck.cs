using ChatGov.Access;
using ChatGov.Texts;

namespace ChatGov.Http;

/// <summary>
/// What stands behind the question mark, looked at before the endpoint reads it: each name is one the endpoint takes, stands there once,
/// says something, and can be read. A filter that is misspelt would else silently give everything.
/// </summary>
internal static class QueryCheck
{
    public static Task Refuse(HttpContext http, RequestDelegate next)
    {
        if (http.Request.Query.Count == 0 || Takes.In(http) is not { } takes)
        {
            return next(http);
        }

        var language = Languages.Of(http, http.Features.Get<Entrance>()?.Language ?? Language.Chinese);
        var sorts = http.GetEndpoint()!.Metadata.GetMetadata<Sorted>();
        var problems = http.Request.Query.SelectMany(each => Look(takes, sorts, each.Key, each.Value!, language)).ToList();
        return problems.Count == 0 ? next(http) : Reply.Of(Problems.Invalid(language, problems)).ExecuteAsync(http);
    }

    private static IEnumerable<FieldProblem> Look(Takes takes, Sorted? sorts, string name, IReadOnlyList<string?> values, string language)
    {
        var known = takes.Query.Select(field => field.Name).ToList();
        if (takes.Query.FirstOrDefault(each => each.Name == name) is not { } field)
        {
            return [ValueForm.Unknown(name, name, known, language)];
        }

        if (!field.IsMany && values.Count > 1)
        {
            return [Said(name, "twice", language)];
        }

        return values.Select(value => string.IsNullOrWhiteSpace(value) ? Said(name, "empty", language)
            : name == Sorted.Parameter && !sorts!.Names.Contains(value, StringComparer.Ordinal) ? ValueForm.NotOneOf(name, [.. sorts.Names], language)
            : ValueForm.Problem(name, value, field.Type, language)).OfType<FieldProblem>().Take(1);
    }

    private static FieldProblem Said(string name, string code, string language) => new(name, code, Catalog.Say(language, "desk.field." + code));
}
