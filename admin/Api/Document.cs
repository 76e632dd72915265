using System.Globalization;
using ChatGov.Exports;
using ChatGov.Http;
using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Http.Metadata;
using Microsoft.AspNetCore.OpenApi;
using Microsoft.OpenApi;

namespace ChatGov.Api;

/// <summary>The OpenAPI document at <c>/openapi/v1.json</c>, and a page to read it at <c>/docs</c>, served from here.</summary>
internal static class Document
{
    private const string Scheme = "token";
    private const string Page = "docs";

    private static readonly int[] Everywhere =
        [StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized, StatusCodes.Status403Forbidden, StatusCodes.Status404NotFound, StatusCodes.Status429TooManyRequests];

    public static void AddDocument(this IServiceCollection services) => services.AddOpenApi("v1", options =>
    {
        options.ShouldInclude = description => description.RelativePath?.StartsWith("api/", StringComparison.Ordinal) == true;
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            RequiredFields.Describe(document);
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
        app.MapOpenApi();
        app.UseWhen(http => http.Request.Path.StartsWithSegments("/" + Page, StringComparison.OrdinalIgnoreCase), page => page.Use(LoadOwn));
        app.UseSwaggerUI(page =>
        {
            page.RoutePrefix = Page;
            page.DocumentTitle = "ChatGov";
            page.SwaggerEndpoint("../openapi/v1.json", "ChatGov v1");
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
                The desk of community secretaries, unit liaisons, street offices and the banner's office. What is outside
                your scope reads as 404. Times are RFC 3339 with an offset. Lists are read page by page with `limit` and
                `after`; `format=csv` or `xlsx` gives all of it as a table. A change names the version it saw in `If-Match`; a POST with an `Idempotency-Key` has its effect
                once. Every "no" is `application/problem+json` with a stable `code`, and a sentence in the language of
                `Accept-Language` (zh-CN or en).
                """,
        };
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>(StringComparer.Ordinal)
        {
            [Scheme] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A token, `cgt_…`" },
        };
        document.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Scheme, document)] = [] }];
        document.Servers = [new OpenApiServer { Url = "/" }];
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

        if (ListIn(metadata) is not null)
        {
            OfferTables(operation);
        }

        var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, CancellationToken.None);
        context.Document?.AddComponent(nameof(Problem), problem);
        operation.Responses ??= [];
        foreach (var status in metadata.OfType<IAuthorizeData>().Any() ? Everywhere : [])
        {
            operation.Responses.TryAdd(status.ToString(CultureInfo.InvariantCulture), new OpenApiResponse
            {
                Description = Microsoft.AspNetCore.WebUtilities.ReasonPhrases.GetReasonPhrase(status),
                Content = new Dictionary<string, OpenApiMediaType>(StringComparer.Ordinal)
                {
                    ["application/problem+json"] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) },
                },
            });
        }
    }

    /// <summary>The type of the rows where an endpoint answers a list; null where it does not.</summary>
    internal static Type? ListIn(IEnumerable<object> metadata) => metadata.OfType<IProducesResponseTypeMetadata>()
        .Where(answer => answer.StatusCode == StatusCodes.Status200OK).Select(answer => answer.Type)
        .Where(type => type is { IsGenericType: true } && (type.GetGenericTypeDefinition() == typeof(Paging.Page<>) || type.GetGenericTypeDefinition() == typeof(List<>)))
        .Select(type => type!.GetGenericArguments()[0]).FirstOrDefault();

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
