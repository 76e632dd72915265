using System.Reflection;
using Dapper;

namespace ChatGov.Tests.Support;

/// <summary>As what the parameters of a statement go to PostgreSQL.</summary>
internal static class PostgresTypes
{
    // What was handed over as one object: Dapper looks into it no sooner than it runs the statement, and tells nobody before.
    private static readonly FieldInfo Templates = typeof(DynamicParameters).GetField("templates", BindingFlags.NonPublic | BindingFlags.Instance)!;

    private static readonly Dictionary<Type, string> Types = new()
    {
        [typeof(long)] = "bigint",
        [typeof(int)] = "integer",
        [typeof(DateTimeOffset)] = "bigint",
        [typeof(DateOnly)] = "text",
        [typeof(string)] = "text",
        [typeof(bool)] = "boolean",
        [typeof(double)] = "double precision",
        [typeof(byte[])] = "bytea",
    };

    /// <returns>By name, what is known; names differ not only in case.</returns>
    public static IReadOnlyDictionary<string, string> Of(object? args)
    {
        var types = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase)
        {
            ["acting_person"] = "bigint", ["acting_at"] = "bigint", ["acting_role"] = "text", ["acting_part"] = "bigint",
        };
        foreach (var (name, type) in args is DynamicParameters many ? Given(many) : Declared(args))
        {
            if (Types.TryGetValue(Nullable.GetUnderlyingType(type) ?? type, out var known))
            {
                types[name] = known;
            }
        }

        return types;
    }

    private static IEnumerable<(string Name, Type Type)> Declared(object? args) =>
        args?.GetType().GetProperties(BindingFlags.Public | BindingFlags.Instance).Select(property => (property.Name, property.PropertyType)) ?? [];

    private static IEnumerable<(string Name, Type Type)> Given(DynamicParameters many)
    {
        // Of a statement that was run before, what was in those objects is listed as well, by names that it does not find again.
        var single = many.ParameterNames.Where(name => name[0] != '@').Select(name => (name, many.Get<object?>(name)?.GetType()!)).Where(each => each.Item2 is not null);
        return ((IEnumerable<object>?)Templates.GetValue(many) ?? []).SelectMany(Declared).Concat(single);
    }
}
