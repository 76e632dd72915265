using System.Reflection;
using System.Text.Json.Nodes;
using ChatGov.Api;
using ChatGov.Http;
using Microsoft.AspNetCore.Routing;

namespace ChatGov.Benchmarks.Growth;

/// <summary>What is done at the desk: each endpoint that is not only read, with the body that its page shows as an example, about things that are there.</summary>
/// <param name="Body">Null for none.</param>
internal sealed record DeskActs(HttpMethod Method, string Route, string? Body)
{
    // What is done to something in another state than the first that is there.
    private static readonly (string Act, string Of)[] OfState =
    [
        ("/needs/{id:long}/accept", "submitted-needs"), ("/needs/{id:long}/return", "submitted-needs"), ("/needs/{id:long}/refer", "submitted-needs"), ("/needs/{id:long}/let-go", "referred-needs"),
        ("/matches/{id:long}/tasks", "accepted-matches"), ("/matches/{id:long}/cancel", "accepted-matches"), ("/matches/{id:long}/confirm-delivery", "scheduled-matches"),
        ("/agreements/{id:long}/ask-for-change", "proposed-agreements"), ("/agreements/{id:long}/confirm", "proposed-agreements"), ("/tasks/{id:long}/confirm-roster", "awaiting-tasks"),
        ("/registrations/{id:long}/end", "active-registrations"), ("/care-visits/{id:long}/confirm-time", "timed-visits"),
    ];

    public static IEnumerable<DeskActs> Of(IEnumerable<RouteEndpoint> endpoints, Things things, County county) =>
        from endpoint in endpoints
        from method in MethodsOf(endpoint)
        where method is "POST" or "PUT"
        let route = InState("/" + endpoint.RoutePattern.RawText!.Trim('/'))
        select new DeskActs(new HttpMethod(method), route, BodyOf(endpoint) is { } type ? About(Examples.Of(type)!, route, things, county).ToJsonString() : null);

    public static IReadOnlyList<string> MethodsOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? [];

    /// <summary>As the first of them who is let; where nobody is, as the first of all, and the status tells why.</summary>
    public async Task<Operation> ByWhoeverMay(IReadOnlyList<DeskCaller> callers)
    {
        foreach (var caller in callers)
        {
            if (caller.Do(Method, Route, Body) is { } operation && await Answer(operation) is >= 200 and < 300)
            {
                return operation;
            }
        }

        return callers[0].Do(Method, Route, Body) ?? new Operation($"{callers[0].Name}: {Method} {Route} (there is none)", _ => Task.CompletedTask);
    }

    private static string InState(string route) => OfState.FirstOrDefault(each => route.EndsWith(each.Act, StringComparison.Ordinal)) is { Of: { } kind }
        ? route.Replace("{id:long}", $"{{{kind}}}", StringComparison.Ordinal)
        : route;

    private static async Task<int> Answer(Operation operation)
    {
        var probe = new Probe(meter: null);
        await operation.Run(probe);
        return probe.Answered;
    }

    private static Type? BodyOf(RouteEndpoint endpoint) => endpoint.Metadata.GetMetadata<MethodInfo>()!.GetParameters()
        .Select(parameter => parameter.ParameterType).FirstOrDefault(type => type.IsAssignableTo(typeof(IRequestBody)));

    /// <summary>The example, with numbers of things that are there.</summary>
    private static JsonNode About(JsonNode example, string route, Things things, County county)
    {
        var (org, unit) = (things.Id("organisations"), things.Id("units"));
        var numbers = new Dictionary<string, Func<JsonNode>>(StringComparer.Ordinal)
        {
            ["orgId"] = () => org,
            ["partnerOrgId"] = () => org,
            ["receiverId"] = () => org,
            ["unitId"] = () => unit,
            ["giverId"] = () => unit,
            ["ownerId"] = () => unit,
            ["parentId"] = () => County.Street(0),
            ["intoId"] = () => County.Community(5),
            ["committeeId"] = () => things.Id("joint-committees"),
            ["staffRoleId"] = () => things.Id("staff"),
            ["offerId"] = () => things.Id("free-offers"),
            ["needId"] = () => things.Id("free-needs"),
            ["personId"] = () => County.Deputy(County.Usual),
            ["firstId"] = () => county.Member(County.Usual, 40),
            ["secondId"] = () => county.Member(County.Usual, 41),
            ["parties"] = () => new JsonArray(org, unit),
            ["ids"] = () => new JsonArray(things.Id(route.Split('/')[3])),
            ["absent"] = () => new JsonArray(2),
            ["leftEarly"] = () => new JsonArray(),
            ["shorter"] = () => new JsonArray(),
            ["walkIns"] = () => new JsonArray(),
        };
        Replace(example, numbers);
        return example;
    }

    private static void Replace(JsonNode node, Dictionary<string, Func<JsonNode>> numbers)
    {
        if (node is JsonArray array)
        {
            array.OfType<JsonNode>().ToList().ForEach(each => Replace(each, numbers));
        }
        else if (node is JsonObject body)
        {
            foreach (var (name, value) in body.ToList())
            {
                if (numbers.TryGetValue(name, out var number))
                {
                    body[name] = number();
                }
                else if (value is not null)
                {
                    Replace(value, numbers);
                }
            }
        }
    }
}
