using System.ComponentModel.DataAnnotations;
using System.Net;
using System.Text.Json;
using System.Text.Json.Nodes;
using ChatGov.Api;
using ChatGov.Tests.Support;
using Json.Schema;

namespace ChatGov.Tests.Desk;

/// <summary>The document as tools read it, judged by a JSON Schema validator that is not ours: what it says is what is answered and taken.</summary>
public sealed class DocumentTests
{
    [Fact]
    public async Task Every_answer_to_a_get_is_what_the_document_says()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var things = await Things.Make(site);
        var told = await Told.By(site);
        var (judged, wrong) = (new HashSet<string>(StringComparer.Ordinal), new List<string>());
        foreach (var who in new[] { site.World.BannerOffice, site.World.Secretary, site.World.Liaison })
        {
            var token = await site.TokenOf(who);
            foreach (var call in EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Get))
            {
                var answer = await site.Get(things.Path(call), token);
                if (answer.Status == HttpStatusCode.OK)
                {
                    judged.Add(call.Route);
                    wrong.AddRange(told.WrongIn(call, answer).Select(fault => $"{call}: {fault}"));
                }
            }
        }

        Assert.True(wrong.Count == 0, string.Join('\n', wrong.Distinct(StringComparer.Ordinal)));
        Assert.All(EveryEndpointTests.Calls(site).Where(call => call.Method == HttpMethod.Get), call => Assert.Contains(call.Route, judged));
    }

    [Fact]
    public async Task Null_or_nothing_in_a_field_that_is_required_is_wrong_in_the_document_too_and_every_example_is_right()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var things = await Things.Make(site);
        var told = await Told.By(site);
        var banner = await site.TokenOf(site.World.BannerOffice);
        var (refused, wrong) = (0, new List<string>());
        foreach (var call in EveryEndpointTests.Calls(site).Where(call => call.BodyType is not null))
        {
            var example = JsonSerializer.SerializeToNode(things.Body(call))!.AsObject();
            wrong.AddRange(new[] { example, Examples.Of(call.BodyType!)! }.SelectMany(body => told.WrongIn(call.BodyType!, body)).Select(fault => $"{call} example: {fault}"));
            foreach (var (name, empty) in example.SelectMany(field => new[] { "null", "\"\"" }.Select(empty => (field.Key, empty))))
            {
                var body = example.DeepClone().AsObject();
                body[name] = JsonNode.Parse(empty);
                var answer = await site.Send(call.Method, things.Path(call), banner, body.ToJsonString(), ("If-Match", "\"1\""));
                if (IsRequired(answer, name) && !IsOneOfTwo(call.BodyType!, name))
                {
                    refused++;
                    wrong.AddRange(told.WrongIn(call.BodyType!, body).Any() ? [] : [$"{call}: {name} {empty} is refused, and right in the document"]);
                }
            }
        }

        Assert.True(refused > 100, $"{refused} refused");
        Assert.True(wrong.Count == 0, string.Join('\n', wrong));
    }

    [Fact]
    public async Task No_number_is_beyond_what_it_is_and_the_place_it_is_served_from_is_named()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var document = (await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK);
        Assert.DoesNotContain("922337203685477", document.Text, StringComparison.Ordinal);
        Assert.Equal("/", (string?)document.Json["servers"]![0]!["url"]);
    }

    [Fact]
    public async Task Everything_in_it_is_described_and_every_answer_has_an_example_that_is_one()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var document = (await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK).Json.AsObject();
        Assert.Empty(Untold(document));
        var told = await Told.By(site);
        Assert.Empty(Answers(document).SelectMany(each => told.WrongIn(each.Content["schema"]!, each.Content["example"]!).Select(fault => $"{each.Name}: {fault}")));

        // Planted: whatever is left unsaid is found.
        var (schemas, paths) = (document["components"]!["schemas"]!, document["paths"]!);
        schemas["TaskView"]!["properties"]!["capacity"]!.AsObject().Remove("description");
        schemas["AskingCode"]!["properties"]!["code"]!["description"] = "";
        paths["/api/v1/me"]!["get"]!.AsObject().Remove("summary");
        paths["/api/v1/tasks"]!["get"]!["parameters"]!.AsArray().First(each => (string?)each!["name"] == "state")!.AsObject().Remove("description");
        paths["/api/v1/tasks"]!["post"]!["responses"]!["201"]!["content"]!["application/json"]!.AsObject().Remove("example");
        paths["/api/v1/letters"]!["get"]!["responses"]!["200"]!["content"]!["application/json"]!["example"]!["items"]![0]!["unitName"] = "";
        paths["/api/v1/todo"]!["get"]!["tags"]![0] = "Elsewhere";
        Assert.Equal(
            [
                "AskingCode.code: no description", "GET /api/v1/letters 200: nothing in unitName", "GET /api/v1/me: no summary", "GET /api/v1/tasks state: no description",
                "GET /api/v1/todo: tag without its place", "POST /api/v1/tasks 201: no example", "TaskView.capacity: no description",
            ],
            Untold(document).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task Each_word_of_the_glossary_is_needed_somewhere()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var schemas = (await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK).Json["components"]!["schemas"]!.AsObject();
        var fields = schemas.SelectMany(schema => schema.Value!["properties"]?.AsObject().Select(field => (Schema: schema.Key, Field: field.Key, Meaning: (string?)field.Value!["description"])) ?? []).ToList();
        Assert.All(Glossary.Words, word => Assert.Contains(fields, field => field.Field == word.Key && field.Meaning == word.Value.Meaning));
        Assert.All(Glossary.Here.Keys, key => Assert.Contains(fields, field => $"{field.Schema}.{field.Field}" == key));
    }

    private static List<string> Untold(JsonObject document)
    {
        var schemas = document["components"]!["schemas"]!.AsObject();
        var tags = document["tags"]!.AsArray().Where(tag => Says(tag!["description"])).Select(tag => (string?)tag!["name"]).ToList();
        var operations = Operations(document).ToList();
        Assert.True(operations.Count > 150 && schemas.Count > 100 && tags.Count > 15, $"{operations.Count} operations, {schemas.Count} schemas");
        return
        [
            .. schemas.SelectMany(schema => schema.Value!["properties"]?.AsObject().Where(field => !Says(field.Value!["description"])).Select(field => $"{schema.Key}.{field.Key}: no description") ?? []),
            .. operations.Where(each => !Says(each.Operation["summary"])).Select(each => $"{each.Name}: no summary"),
            .. operations.Where(each => each.Operation["tags"] is not JsonArray { Count: 1 } own || !tags.Contains((string?)own[0])).Select(each => $"{each.Name}: tag without its place"),
            .. operations.SelectMany(each => each.Operation["parameters"]?.AsArray().Where(parameter => !Says(parameter!["description"])).Select(parameter => $"{each.Name} {parameter!["name"]}: no description") ?? []),
            .. Answers(document).Where(each => each.Content["example"] is null).Select(each => $"{each.Name}: no example"),
            .. Answers(document).SelectMany(each => Empty(each.Content["example"], "").Select(field => $"{each.Name}: nothing in {field}")).Distinct(),
        ];
    }

    private static bool Says(JsonNode? text) => !string.IsNullOrWhiteSpace((string?)text);

    private static IEnumerable<(string Name, JsonNode Operation)> Operations(JsonObject document) => document["paths"]!.AsObject()
        .SelectMany(path => path.Value!.AsObject().Select(operation => ($"{operation.Key.ToUpperInvariant()} {path.Key}", operation.Value!)));

    private static IEnumerable<(string Name, JsonNode Content)> Answers(JsonObject document) => Operations(document)
        .SelectMany(each => new[] { "200", "201" }.Select(status => ($"{each.Name} {status}", each.Operation["responses"]![status]?["content"]?["application/json"]!)))
        .Where(each => each.Item2 is not null);

    /// <summary>Texts of an example that show nothing.</summary>
    private static IEnumerable<string> Empty(JsonNode? value, string name) => value switch
    {
        JsonObject fields => fields.SelectMany(field => Empty(field.Value, field.Key)),
        JsonArray items => items.SelectMany(item => Empty(item, name)),
        JsonValue text when text.GetValueKind() == JsonValueKind.String && ((string?)text)!.Length == 0 => [name],
        _ => [],
    };

    private static bool IsRequired(DeskSite.Answer answer, string name) => answer.Status == HttpStatusCode.BadRequest
        && answer.Json["fields"] is JsonArray fields && fields.Any(field => (string?)field!["field"] == name && (string?)field["code"] == "required");

    /// <summary>What is needed only where another field is left out, no schema of a field says.</summary>
    private static bool IsOneOfTwo(Type body, string name) => body.IsAssignableTo(typeof(IValidatableObject))
        && !body.GetProperties().Single(each => JsonNamingPolicy.CamelCase.ConvertName(each.Name) == name).IsDefined(typeof(RequiredAttribute), inherit: true);

    private sealed class Told(JsonObject document)
    {
        private readonly JsonNode _schemas = JsonNode.Parse(document["components"]!["schemas"]!.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!;

        public static async Task<Told> By(DeskSite site) => new((await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK).Json.AsObject());

        public IEnumerable<string> WrongIn(Call call, DeskSite.Answer answer)
        {
            var path = Things.Placeholder().Replace(call.Route, "{$1}");
            var content = document["paths"]![path]!["get"]!["responses"]!["200"]!["content"]?.AsObject();
            return content?[answer.MediaType!] is not { } declared
                ? [$"{answer.MediaType} is not declared"]
                : answer.MediaType == "application/json" ? Wrong(declared["schema"]!, answer.Json) : [];
        }

        public IEnumerable<string> WrongIn(Type body, JsonNode sent) => Wrong(new JsonObject { ["$ref"] = "#/components/schemas/" + body.Name }, sent);

        public IEnumerable<string> WrongIn(JsonNode schema, JsonNode value) => Wrong(schema, value);

        private IEnumerable<string> Wrong(JsonNode schema, JsonNode value)
        {
            var whole = JsonNode.Parse(schema.ToJsonString().Replace("#/components/schemas/", "#/$defs/", StringComparison.Ordinal))!.AsObject();
            whole["$defs"] = _schemas.DeepClone();
            var results = JsonSchema.FromText(whole.ToJsonString()).Evaluate(value, new EvaluationOptions { OutputFormat = OutputFormat.List });
            return results.IsValid
                ? []
                : results.Details.Where(each => each.Errors is not null).SelectMany(each => each.Errors!.Select(error => $"{each.InstanceLocation} {error.Value}"));
        }
    }
}
