using System.Globalization;
using System.IO.Compression;
using System.Net;
using System.Xml.Linq;
using ChatGov.Exports;
using ChatGov.Http;
using ChatGov.Organisations;
using ChatGov.Rosters;
using ChatGov.Tests.Support;
using ChatGov.Texts;
using Microsoft.AspNetCore.Routing;

namespace ChatGov.Tests.Desk;

/// <summary>Every list of the running desk as JSON, CSV and XLSX.</summary>
public sealed class ExportTests
{
    private static readonly XNamespace Main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main";

    [Theory, Databases]
    public async Task Every_list_answers_in_all_three_formats_with_the_same_rows(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var things = await Things.Make(site);
        var (office, secretary) = (await site.TokenOf(site.World.BannerOffice), await site.TokenOf(site.World.Secretary));
        var lists = Lists(site);

        Assert.True(lists.Count >= 4, "no lists found");
        foreach (var (call, row) in lists)
        {
            // Care is the community's own, and so is what came with a need: the offices above do not see it.
            var isOwn = call.Route.StartsWith("/api/v1/care", StringComparison.Ordinal) || call.Route is "/api/v1/needs/{id:long}/photos";
            var token = isOwn ? secretary : office;

            // Taking a table is audited itself.
            var path = things.Path(call) + (call.Route.EndsWith("/audit", StringComparison.Ordinal) ? "?entity=org&" : "?");
            var json = (await site.Get(path + "format=json", token)).Is(HttpStatusCode.OK).Json;
            var first = json["items"]!.AsArray().Count;
            var csv = Csv((await site.Get(path + "format=csv", token)).Is(HttpStatusCode.OK).Text);
            var sheet = Sheet(await site.Bytes(path + "format=xlsx", token));

            var headings = Columns.Of(row).Select(property => Catalog.Say(Language.Chinese, Columns.KeyOf(property))).ToList();
            Assert.Equal(headings, csv[0]);
            Assert.Equal(csv.Select(line => line.Count), sheet.Select(line => line.Count));
            Assert.Equal(headings, sheet[0]);
            Assert.True(csv.Count > first, $"{call}: {csv.Count} lines for {first} rows");
            (await site.Get(path + "format=pdf", token)).IsProblem(HttpStatusCode.BadRequest, "InvalidRequest");
        }

        Assert.Equal(2 * lists.Count, site.Database.Db.Read(tx => tx.Count("SELECT COUNT(*) FROM audit WHERE action = 'export'")));
    }

    [Fact]
    public async Task Every_column_of_every_list_has_its_heading_in_both_languages()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var missing = from list in Lists(site)
                      from property in Columns.Of(list.Row)
                      from language in Language.All
                      where !Catalog.Of(language).ContainsKey(Columns.KeyOf(property))
                      select $"{list.Call}: {Columns.KeyOf(property)} ({language})";

        Assert.True(!missing.Any(), string.Join('\n', missing.Distinct()));
    }

    /// <summary>Their whole sentence stands beside them, in the row's detail.</summary>
    private static readonly Type[] SaidBeside = [typeof(ImportReason), typeof(ImportNotice)];

    /// <summary>A code stands in a table by the name that people give it.</summary>
    [Fact]
    public async Task Every_code_of_every_list_has_its_name_in_both_languages()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var missing = from list in Lists(site)
                      from property in Columns.Of(list.Row)
                      let code = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType
                      where code.IsEnum && !SaidBeside.Contains(code)
                      from name in Enum.GetNames(code)
                      from language in Language.All
                      where !Catalog.Of(language).ContainsKey($"{code.Name}.{name}")
                      select $"{code.Name}.{name} ({language})";

        Assert.True(!missing.Any(), string.Join('\n', missing.Distinct()));
    }

    [Theory, Databases]
    public async Task What_a_table_program_would_take_for_a_formula_stays_words(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.BannerOffice);
        string[] names = ["=1+2", "+86", "-甲", "@甲", "＝甲", "甲,\"乙\"", "a=b"];
        foreach (var name in names)
        {
            await site.World.As(site.World.BannerOffice, tx => OrgTree.Create(
                tx, new NewOrg { Kind = OrgKind.Grid, ParentId = site.World.Helan, Name = name }).Value);
        }

        var path = $"/api/v1/organisations?parent={site.World.Helan}";
        var accepted = await site.Send(HttpMethod.Get, path, token, null, ("Accept", "text/csv"), ("Accept-Language", "en"));
        var csv = Csv(accepted.Is(HttpStatusCode.OK).Text);
        var sheet = Sheet(await site.Bytes(path + "&format=xlsx", token));

        string[] kept = ["'=1+2", "'+86", "'-甲", "'@甲", "'＝甲", "甲,\"乙\"", "a=b"];
        Assert.Equal("text/csv", accepted.MediaType);
        Assert.Equal("Name", csv[0][3]);
        Assert.Equal(kept, csv.Skip(1).Select(line => line[3]));
        Assert.Equal(kept, sheet.Skip(1).Select(line => line[3]));
    }

    [Fact]
    public async Task Signs_that_a_table_cannot_hold_are_left_out_and_spaces_and_great_numbers_are_kept()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var token = await site.TokenOf(site.World.BannerOffice);
        await site.Database.Db.Write(tx => tx.Insert(
            "INSERT INTO org (id, kind, parent_id, name, created_at) VALUES (9007199254740993, 'Grid', @Helan, @name, @Now) RETURNING id",
            new { site.World.Helan, name = "  甲\u0001\uFFFE\uFFFF<&>\r\n\U0001F33E ", tx.Now }));
        await site.Database.Db.Write(tx => tx.Run(
            "INSERT INTO org_closure (ancestor_id, descendant_id, depth) SELECT ancestor_id, 9007199254740993, depth + 1 FROM org_closure WHERE descendant_id = @Helan", new { site.World.Helan }));

        var row = Assert.Single(Sheet(await site.Bytes($"/api/v1/organisations?parent={site.World.Helan}&format=xlsx", token)).Skip(1));

        Assert.Equal("  甲<&>\n\U0001F33E ", row[3].Replace("\r\n", "\n", StringComparison.Ordinal));
        Assert.Equal("9007199254740993", row[0]);
    }

    [Theory, Databases]
    public async Task A_long_list_is_whole_and_each_row_once(Provider provider)
    {
        await using var site = await DeskSite.Start(provider);
        var token = await site.TokenOf(site.World.Secretary);
        await site.Database.Db.Write(tx =>
        {
            for (var i = 0; i < 1_234; i++)
            {
                var id = tx.Insert(
                    "INSERT INTO org (kind, parent_id, name, created_at) VALUES ('Grid', @Helan, @name, @Now) RETURNING id",
                    new { site.World.Helan, name = $"第{i}网格", tx.Now });
                tx.Run("INSERT INTO org_closure (ancestor_id, descendant_id, depth) VALUES (@id, @id, 0), (@Helan, @id, 1)", new { id, site.World.Helan });
            }
        });

        var names = Csv((await site.Get("/api/v1/organisations?kind=Grid&limit=10&format=csv", token)).Text).Skip(1).Select(line => line[3]).ToList();

        Assert.Equal(Enumerable.Range(0, 1_234).Select(i => $"第{i}网格"), names);
        var sheet = await site.Bytes("/api/v1/organisations?kind=Grid&format=xlsx", token);
        Assert.Equal(1_235, Sheet(sheet).Count);
        Assert.Equal(names, Rosters.SheetTests.RowsOf(sheet).Skip(1).Select(row => row[3]));
    }

    private static List<(Call Call, Type Row)> Lists(DeskSite site) =>
    [
        .. from endpoint in site.Endpoints
           let route = "/" + endpoint.RoutePattern.RawText!.Trim('/')
           where route.StartsWith("/api/", StringComparison.Ordinal)
           let row = ListAnswers.RowsOf(endpoint.Metadata)
           where row is not null && endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()!.HttpMethods.Contains("GET")
           select (new Call(HttpMethod.Get, route, null), row),
    ];

    /// <summary>RFC 4180 read by the letter.</summary>
    private static List<List<string>> Csv(string text)
    {
        var (lines, line, field, isQuoted) = (new List<List<string>>(), new List<string>(), new System.Text.StringBuilder(), false);
        text = text.TrimStart('\uFEFF');
        for (var i = 0; i < text.Length; i++)
        {
            if (isQuoted && text[i] == '"' && i + 1 < text.Length && text[i + 1] == '"')
            {
                field.Append(text[i++]);
            }
            else if (text[i] == '"')
            {
                isQuoted = !isQuoted;
            }
            else if (!isQuoted && text[i] is ',' or '\r')
            {
                line.Add(field.ToString());
                field.Clear();
            }
            else if (!isQuoted && text[i] == '\n')
            {
                lines.Add(line);
                line = [];
            }
            else
            {
                field.Append(text[i]);
            }
        }

        return lines;
    }

    private static string Column(int place) => place < 26 ? ((char)('A' + place)).ToString() : "A" + (char)('A' + place - 26);

    private static List<List<string>> Sheet(byte[] bytes)
    {
        using var zip = new ZipArchive(new MemoryStream(bytes));
        Assert.NotNull(zip.GetEntry("[Content_Types].xml"));
        Assert.NotNull(zip.GetEntry("xl/workbook.xml"));
        using var sheet = zip.GetEntry("xl/worksheets/sheet1.xml")!.Open();
        var worksheet = XDocument.Load(sheet).Root!;
        var rows = worksheet.Descendants(Main + "row").ToList();

        // The order is the standard's; wide enough to be read.
        Assert.Equal(["sheetFormatPr", "sheetData"], worksheet.Elements().Select(part => part.Name.LocalName));
        Assert.Equal("24", worksheet.Element(Main + "sheetFormatPr")!.Attribute("defaultColWidth")?.Value);

        // A reader need not count: every row and every cell says where it stands.
        Assert.Equal(Enumerable.Range(1, rows.Count).Select(number => number.ToString(CultureInfo.InvariantCulture)), rows.Select(row => row.Attribute("r")?.Value));
        Assert.All(rows, row => Assert.Equal(row.Elements(Main + "c").Select((_, place) => Column(place) + row.Attribute("r")!.Value), row.Elements(Main + "c").Select(cell => cell.Attribute("r")?.Value)));
        return [.. rows.Select(row => row.Elements(Main + "c").Select(cell => cell.Value).ToList())];
    }
}
