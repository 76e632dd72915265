using System.Collections;
using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using ChatGov.People;
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
        var language = context.Arguments.OfType<Desk>().FirstOrDefault()?.Language ?? Language.Chinese;
        var problems = new List<FieldProblem>();
        foreach (var body in context.Arguments.OfType<IRequestBody>())
        {
            Look(body, "", language, problems, 0);
            context.HttpContext.Items[typeof(IRequestBody)] = body;
        }

        return problems.Count > 0 ? Reply.Of(Problems.Invalid(language, problems)) : await next(context);
    }

    private static void Look(object body, string path, string language, List<FieldProblem> problems, int depth)
    {
        foreach (var rule in Rules.GetOrAdd(body.GetType(), RulesOf))
        {
            var value = rule.Property.GetValue(body);
            var field = path + rule.Name;
            if (Array.Find(rule.Annotations, annotation => !Holds(annotation, value)) is { } broken)
            {
                problems.Add(Say(broken, field, language));
            }
            else if (rule.IsName && value is string name && Redaction.HoldsNumber(name))
            {
                problems.Add(Of(field, "number", language));
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

    /// <summary>How long a text is, is counted as whoever wrote it counts, and as the schema's maxLength does.</summary>
    private static bool Holds(ValidationAttribute annotation, object? value) =>
        annotation is StringLengthAttribute length && value is string text ? text.Letters() <= length.MaximumLength : annotation.IsValid(value);

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
        foreach (var part in parts)
        {
            var place = string.Create(CultureInfo.InvariantCulture, $"{field}[{index++}]");
            if (part is null)
            {
                problems.Add(Of(place, "required", language));
            }
            else if (part is IRequestBody body)
            {
                Look(body, place + ".", language, problems, depth + 1);
            }
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
            [.. property.GetCustomAttributes<ValidationAttribute>(inherit: true)])
        {
            IsName = property.PropertyType == typeof(string) && property.Name.EndsWith("Name", StringComparison.Ordinal),
        }),
    ];

    private sealed record Rule(PropertyInfo Property, string Name, ValidationAttribute[] Annotations)
    {
        /// <summary>Of a person, an organisation or anything else: none holds a number of somebody.</summary>
        public bool IsName { get; init; }
    }
}
