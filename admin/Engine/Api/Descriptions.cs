using Microsoft.OpenApi;

namespace ChatGov.Api;

/// <summary>Every property and parameter says what it is: in its own sentence, else by the word of the glossary.</summary>
internal static class Descriptions
{
    /// <summary>What a parameter asks for, where it does not say so itself.</summary>
    private static readonly Dictionary<string, string> Parameters = new(StringComparer.Ordinal)
    {
        ["id"] = "Which one, by its number.",
        ["itemId"] = "Which point, by its number.",
        ["photoId"] = "Which photo, by its number.",
        ["rowId"] = "Which row of the roster, by its number.",
        ["unitId"] = "Which unit, by its number.",
        ["state"] = "Only those that stand there.",
        ["kind"] = "Only those of this kind.",
        ["source"] = "Only those that were found there.",
        ["counted"] = "Only those that stand in this column of the books.",
        ["late"] = "`true` for those that should have been done by now, `false` for the others.",
        ["urgent"] = "Only those that were reported as danger, or were not.",
        ["oldNumber"] = "Only the one that had this number in the ledger kept before.",
        ["at"] = "As they stood then; as they stand now unless told.",
        ["by"] = "By what the lines are told apart; by where they were found unless told.",
        ["personKind"] = "Only people of this kind.",
        ["role"] = "Only those in this role.",
        ["tier"] = "Only those of this tier.",
        ["form"] = "Only those of this form.",
        ["outcome"] = "Only the rows of which this becomes.",
        ["orgId"] = "Only those of this organisation.",
        ["closing"] = "Only those closed by this word.",
        ["handlerOrgId"] = "Only those that this unit works on.",
        ["under"] = "An organisation: only those of it and of all under it.",
        ["parent"] = "An organisation: only those directly under it.",
        ["committeeId"] = "Only those of this joint committee.",
        ["taskId"] = "Only those of this task.",
        ["seriesId"] = "Only the weeks of this series, named by its first task.",
        ["name"] = "A part of the name.",
        ["words"] = "A part of the title.",
        ["closed"] = "`true` for those that are closed, instead of those that are open.",
        ["past"] = "`true` for those that are over, instead of those in force or still to come.",
        ["reported"] = "Only those who have reported, or who have not.",
        ["year"] = "The calendar year; this one unless told.",
        ["from"] = "Only from then on.",
        ["until"] = "Only until then.",
        ["to"] = "Only up to and with this day.",
        ["entity"] = "Only rows of this table.",
        ["entityId"] = "Only this row of the table.",
        ["actorId"] = "Only what this person did.",
        ["tokenId"] = "Only what was done with this token.",
        ["action"] = "Only this action, by its code.",
        ["apply"] = "`true` to have it done; else it is only looked at.",
        ["leaving"] = "How many leave altogether, where `leavingToConfirm` asks for it.",
        ["sheet"] = "The tab to read, once for each; `*` for all. Needed where several fit.",
    };

    public static void Complete(OpenApiDocument document)
    {
        foreach (var schema in document.Components?.Schemas?.Values.SelectMany(each => each.Properties ?? new Dictionary<string, IOpenApiSchema>()) ?? [])
        {
            schema.Value.Description = OwnOf(schema.Value) ?? (Glossary.Words.TryGetValue(schema.Key, out var word) ? word.Meaning : null);
        }

        foreach (var parameter in Operations(document).SelectMany(operation => operation.Parameters ?? []))
        {
            parameter.Description = parameter.Description is { Length: > 0 } own ? own : Parameters.GetValueOrDefault(parameter.Name!);
        }
    }

    public static IEnumerable<OpenApiOperation> Operations(OpenApiDocument document) => document.Paths.Values.SelectMany(path => path.Operations?.Values.AsEnumerable() ?? []);

    /// <summary>Of a field that may be null it stands at the schema it is otherwise.</summary>
    private static string? OwnOf(IOpenApiSchema schema) => schema is OpenApiSchemaReference reference
        ? reference.Reference.Description
        : schema.Description is { Length: > 0 } own ? own
        : schema.OneOf?.OfType<OpenApiSchemaReference>().Select(each => each.Reference.Description).FirstOrDefault(each => each is { Length: > 0 });
}
