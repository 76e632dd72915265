using System.Globalization;
using System.Text.Json.Nodes;
using ChatGov.Exports;
using ChatGov.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatGov.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and a page to read it at <c>/docs</c>, served from here.</summary>
internal static class Document
{
    private const string Scheme = "token";

    private static readonly (string Name, string Text)[] Tags =
    [
        ("To do", "What waits for your answer: begin the day here."),
        ("Registrations", "报到: who reports to a community, and the answers to them."),
        ("Tasks", "任务: publishing, changing, cancelling, and who comes."),
        ("Claims", "认领: the claims that wait for your yes."),
        ("Hours", "时长: the rows of the hours, and what members say is wrong with them."),
        ("Letters", "单位函 and 证明: letters to sign, and papers that should not have been issued."),
        ("Cases", "事项: residents' matters and what offices find themselves, one ledger, closed by the reporter's word alone."),
        ("Thank-you calls", "感谢回访: one in twenty of the matters closed by a call, and of the visits, is called once more, by nobody who had to do with it."),
        ("Needs", "需求清单: what people asked for and communities need."),
        ("Offers", "资源清单: what units give."),
        ("Matches", "项目清单: what a unit and a community both said yes to."),
        ("Agreements", "共建协议: drafting, every party's yes, what was delivered, the review."),
        ("Meetings", "联合党委会议: the agenda makes itself, the decisions are the minutes."),
        ("Joint committees", "联合党委: the units that sit in one."),
        ("Care", "关爱帮扶: plans, consent, pairs and visits."),
        ("Help requests", "转人工 and 投诉平台: people who asked for a human."),
        ("Organisations", "组织: the tree of places and units."),
        ("Staff", "人员: who holds which role, from when until when."),
        ("Rosters", "名册: whom a unit expects to report, and who has."),
        ("Roster imports", "名册导入: a file is read, compared, looked at and applied."),
        ("Tokens", "令牌: who you are, your tokens, and where you are signed in."),
        ("Codes", "码: what was handed out and still works."),
        ("Calendars", "日历: tasks for calendar programs."),
        ("Audit", "审计: who changed what, and when."),
    ];

    public static void AddDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            RequiredFields.Describe(document);
            Descriptions.Complete(document);
            AnswerExamples.Complete(document);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer((operation, context, _) => Complete(operation, context));
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Complete(schema, context.JsonTypeInfo.Type);
            CompleteText(schema, context.JsonTypeInfo.Type, context.JsonPropertyInfo is { IsGetNullable: true });
            return Task.CompletedTask;
        });
    });

    public static void MapDocument(this WebApplication app)
    {
        DocsPage.Map(app);
        app.MapOpenApi();
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/" + DocsPage.Reference, StringComparison.OrdinalIgnoreCase), reference =>
        {
            reference.Use(LoadOwn);
            reference.UseSwaggerUI(page =>
            {
                page.RoutePrefix = DocsPage.Reference;
                page.DocumentTitle = "ChatGov";
                page.SwaggerEndpoint("../../openapi/v1.json", "ChatGov v1");
            });
        });
    }

    /// <summary>The page runs scripts, of ours only. The style that is named by its hash colours the logo in it.</summary>
    private static Task LoadOwn(HttpContext http, RequestDelegate next)
    {
        http.Response.Headers.ContentSecurityPolicy =
            "default-src 'none'; script-src 'self'; style-src 'self' 'sha256-RL3ie0nH+Lzz2YNqQN83mnU0J1ot4QL7b99vMdIX99w='; img-src 'self' data:; connect-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";
        return next(http);
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo
        {
            Title = "ChatGov",
            Version = "v1",
            Description = """
                The desk of community secretaries, unit liaisons, street offices and the banner's office. Begin at [`/docs`](../): a token, a first
                reading, a first thing made, a first change. What is outside your scope reads as 404. Times are RFC 3339 with an offset. A list is
                `{items, next}`, read page by page with `limit` and `after`; `format=csv` or `xlsx` gives all of it as a table. A change names the
                version it saw in `If-Match`; a POST with an `Idempotency-Key` has its effect once. Every "no" is `application/problem+json` with
                a stable `code`, a sentence in the language of `Accept-Language` (zh-CN or en), and the `fields` at fault.
                """,
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token, `cgt_…`" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        document.Servers = [new OpenApiServer { Url = "/" }];
        document.Tags = new HashSet<OpenApiTag>(Tags.Select(tag => new OpenApiTag { Name = tag.Name, Description = tag.Text }));
        ProblemAnswers.Describe(document);
    }

    private static async Task Complete(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        operation.OperationId ??= NameOf(context.Description.HttpMethod!, context.Description.RelativePath!);
        operation.Parameters ??= [];
        if (metadata.OfType<NeedsVersion>().Any())
        {
            operation.Parameters.Add(HeaderOf("If-Match", "The version you saw: the ETag of the answer you read.", required: true));
        }

        if (HttpMethods.IsPost(context.Description.HttpMethod!))
        {
            operation.Parameters.Add(HeaderOf(Idempotency.Header, "A word of your choice, at most 200 characters: sent again under it, the request has no second effect.", required: false));
        }

        var takes = metadata.OfType<Takes>().First();
        operation.Parameters = [.. operation.Parameters.Where(each => each.In != ParameterLocation.Query || takes.Query.Any(field => field.Name == each.Name))];
        if (metadata.OfType<Sorted>().FirstOrDefault() is { } sorted)
        {
            ((OpenApiSchema)operation.Parameters.Single(each => each.Name == Sorted.Parameter).Schema!).Enum = [.. sorted.Names.Select(name => JsonValue.Create(name)!)];
        }

        if (ListAnswers.RowsOf(metadata) is not null)
        {
            OfferTables(operation);
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, CancellationToken.None);
        context.Document?.AddComponent(nameof(Problem), problem);
        operation.Responses ??= [];
        ProblemAnswers.Name(operation.Responses, metadata.OfType<IAuthorizeData>().Any(), context.Document);
    }

    private static void OfferTables(OpenApiOperation operation)
    {
        operation.Parameters!.Add(new OpenApiParameter
        {
            Name = ListFormats.Parameter,
            In = ParameterLocation.Query,
            // Other types of answer beside JSON would make every generated client ask which one it got.
            Description = "`json` unless told; `csv` and `xlsx` give the whole list as a table, whatever the page.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Enum = ["json", "csv", "xlsx"] },
        });
    }

    /// <summary>What our own converters hide from the framework: instants, codes and texts are strings. And an example for each body.</summary>
    private static void Complete(OpenApiSchema schema, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        if (plain == typeof(DateTimeOffset) || plain.IsEnum)
        {
            schema.Type = JsonSchemaType.String | (plain == type || plain.IsEnum ? 0 : JsonSchemaType.Null);
        }

        // An enum is one schema wherever it stands; that a field may be null is said beside it, and null must not match both.
        schema.Enum?.Remove(schema.Enum.FirstOrDefault(value => value is null)!);

        // Annotations say "at least 1" by a range that has no end, which readers take for a number beyond 64 bits.
        schema.Maximum = double.TryParse(schema.Maximum, CultureInfo.InvariantCulture, out var most) && most >= long.MaxValue ? null : schema.Maximum;

        // Answers hold every field, null where there is nothing; only a body may leave some out.
        if (!type.IsAssignableTo(typeof(IRequestBody)) && type != typeof(Problem) && schema.Properties is { Count: > 0 } properties)
        {
            schema.Required = properties.Keys.ToHashSet(StringComparer.Ordinal);
        }

        if (Examples.Of(type) is { } example)
        {
            schema.Examples = [example];
        }
    }

    private static void CompleteText(OpenApiSchema schema, Type type, bool nullable)
    {
        if (type == typeof(string))
        {
            schema.Type = JsonSchemaType.String | (nullable ? JsonSchemaType.Null : 0);
        }
        else if (type.IsAssignableTo(typeof(IEnumerable<string>)))
        {
            schema.Items = new OpenApiSchema { Type = JsonSchemaType.String };
        }
    }

    private static OpenApiParameter HeaderOf(string name, string description, bool required) => new()
    {
        Name = name,
        In = ParameterLocation.Header,
        Required = required,
        Description = description,
        Schema = new OpenApiSchema { Type = JsonSchemaType.String },
    };

    /// <summary>get_organisations_id: what a generated client calls the operation.</summary>
    private static string NameOf(string method, string path) => string.Join(
        '_', [method.ToLowerInvariant(), .. path["api/v1/".Length..].TrimEnd('/').Split('/', '-').Select(part => part.Trim('{', '}').Split(':')[0])]);
}
