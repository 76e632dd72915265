using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ChatGov.Texts;

namespace ChatGov.Http;

/// <summary>A body whose fields are checked by their annotations before the endpoint sees it.</summary>
public interface IRequestBody;

/// <summary>
/// Checks bodies by the framework's own annotations, which the OpenAPI document shows as well, and says what is wrong in
/// the caller's language: the framework's own check speaks English only.
/// </summary>
internal static class Checked
{
    private const int Deepest = 4;
    private static readonly ConcurrentDictionary<Type, Rule[]> Rules = new();

    public static async ValueTask<object?> Filter(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        foreach (var body in context.Arguments.OfType<IRequestBody>())
        {
            var language = context.Arguments.OfType<Desk>().FirstOrDefault()?.Language ?? Language.Chinese;
            var problems = new List<FieldProblem>();
            Look(body, "", language, problems, 0);
            if (problems.Count > 0)
            {
                return Reply.Of(Problems.Invalid(language, problems));
            }
        }

        return await next(context);
    }

    private static void Look(object body, string path, string language, List<FieldProblem> problems, int depth)
    {
        foreach (var rule in Rules.GetOrAdd(body.GetType(), RulesOf))
        {
            var value = rule.Property.GetValue(body);
            var field = path + rule.Name;
            if (Array.Find(rule.Annotations, annotation => !annotation.IsValid(value)) is { } broken)
            {
                problems.Add(Say(broken, field, language));
            }
            else if (depth < Deepest && value is IRequestBody part)
            {
                Look(part, field + ".", language, problems, depth + 1);
            }
            else if (depth < Deepest && value is not string && value is IEnumerable parts)
            {
                LookAtEach(parts, field, language, problems, depth);
            }
        }

        LookAcross(body, path, language, problems);
    }

    /// <summary>Rules over several fields name the field at fault and nothing else.</summary>
    private static void LookAcross(object body, string path, string language, List<FieldProblem> problems)
    {
        if (body is IValidatableObject rules)
        {
            problems.AddRange(rules.Validate(new ValidationContext(body)).SelectMany(broken => broken.MemberNames)
                .Select(name => Of(path + name, "required", language)));
        }
    }

    private static void LookAtEach(IEnumerable parts, string field, string language, List<FieldProblem> problems, int depth)
    {
        var index = 0;
        foreach (var part in parts.OfType<IRequestBody>())
        {
            Look(part, string.Create(CultureInfo.InvariantCulture, $"{field}[{index++}]."), language, problems, depth + 1);
        }
    }

    private static FieldProblem Say(ValidationAttribute broken, string field, string language) => broken switch
    {
        RequiredAttribute or MinLengthAttribute => Of(field, "required", language),
        StringLengthAttribute length => Of(field, "too_long", language, ("most", length.MaximumLength)),
        MaxLengthAttribute length => Of(field, "too_long", language, ("most", length.Length)),
        RangeAttribute range => Of(field, "out_of_range", language, ("least", range.Minimum), ("most", range.Maximum)),
        _ => Of(field, "malformed", language),
    };

    private static FieldProblem Of(string field, string code, string language, params (string Name, object Value)[] args) =>
        new(field, code, Catalog.Say(language, "desk.field." + code, args));

    private static Rule[] RulesOf(Type type) =>
    [
        .. type.GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => new Rule(
            property,
            System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(property.Name),
            [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true)])),
    ];

    private sealed record Rule(PropertyInfo Property, string Name, ValidationAttribute[] Annotations);
}
