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
