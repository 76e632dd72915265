using System.Reflection;
using System.Reflection.Metadata;
using System.Reflection.Metadata.Ecma335;
using System.Reflection.PortableExecutable;
using System.Text.RegularExpressions;

namespace ChatGov.Tests.Tasks;

/// <summary>The records of service are append-only, and no photo, place or check-in is asked for them.</summary>
public sealed partial class ServiceRecordTests
{
    [Fact]
    public void No_SQL_of_the_program_changes_or_deletes_a_service_record()
    {
        var texts = new[] { "ChatGov.Shared", "ChatGov.Bot", "ChatGov.Admin" }.SelectMany(Literals).ToList();

        Assert.Contains(texts, text => text.Contains("INSERT INTO service_record", StringComparison.Ordinal));
        Assert.Contains(texts, text => text.Contains("UPDATE claim", StringComparison.Ordinal));
        Assert.DoesNotContain(texts, text => Change().IsMatch(text));
        Assert.DoesNotContain(texts, text => text.Contains("INTO service_record", StringComparison.Ordinal) && text.Contains("CONFLICT", StringComparison.Ordinal));
    }

    [Theory]
    [InlineData("UPDATE service_record SET minutes = 0", true)]
    [InlineData("delete  from service_record where id = 1", true)]
    [InlineData("INSERT INTO service_record (id) VALUES (1)", false)]
    public void The_search_finds_what_it_looks_for(string sql, bool found) => Assert.Equal(found, Change().IsMatch(sql));

    private static IEnumerable<string> Literals(string assembly)
    {
        using var stream = File.OpenRead(Assembly.Load(assembly).Location);
        using var file = new PEReader(stream);
        var reader = file.GetMetadataReader();
        var all = new List<string>();
        for (var handle = MetadataTokens.UserStringHandle(0); !(handle = reader.GetNextHandle(handle)).IsNil;)
        {
            all.Add(reader.GetUserString(handle));
        }

        return all;
    }

    [GeneratedRegex(@"\b(UPDATE|DELETE\s+FROM|REPLACE\s+INTO|TRUNCATE)\s+service_record\b", RegexOptions.IgnoreCase, 1_000)]
    private static partial Regex Change();
}
