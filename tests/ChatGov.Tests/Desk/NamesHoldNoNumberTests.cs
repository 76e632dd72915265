using System.Net;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Desk;

/// <summary>Every field of every body that is a name, as the document has them: an identity, card or phone number is no part of one.</summary>
public sealed class NamesHoldNoNumberTests
{
    private static readonly string[] Numbers =
        ["张三 152921198001011234", "张三15292119800101123X", "张三１５２９２１１９８００１０１１２３４", "张三 152921-19800101-1234", "张三13900001234", "6222020000000000000"];

    [Theory, Databases]
    public async Task A_name_with_the_number_of_a_person_is_refused_by_its_field(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.BannerOffice);
        var document = (await site.Get("/openapi/v1.json", null)).Is(HttpStatusCode.OK).Json;
        var tried = new HashSet<string>();
        foreach (var (path, operations) in document["paths"]!.AsObject())
        {
            foreach (var (method, operation) in operations!.AsObject())
            {
                if (operation?["requestBody"]?["content"]?["application/json"]?["schema"]?["$ref"] is not { } reference)
                {
                    continue;
                }

                var schema = document["components"]!["schemas"]![((string)reference!).Split('/')[^1]]!;
                foreach (var name in schema["properties"]!.AsObject().Select(field => field.Key).Where(IsName))
                {
                    foreach (var number in Numbers)
                    {
                        var body = schema["example"]?.DeepClone().AsObject() ?? [];
                        body[name] = number;
                        using var content = new StringContent(body.ToJsonString(), System.Text.Encoding.UTF8, "application/json");
                        var answer = await site.Send(new HttpMethod(method.ToUpperInvariant()), path.Replace("{id}", "1", StringComparison.Ordinal), token, content);
                        var fields = answer.IsProblem(HttpStatusCode.BadRequest, "InvalidRequest").Json["fields"]!.AsArray();
                        Assert.Contains(fields, field => (string?)field!["field"] == name && (string?)field["code"] == "number");
                        tried.Add($"{method} {path} {name}");
                    }
                }
            }
        }

        Assert.InRange(tried.Count, 8, 100);
    }

    private static bool IsName(string field) => field == "name" || field.EndsWith("Name", StringComparison.Ordinal);
}
