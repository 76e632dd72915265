using System.Text;
using System.Text.Json.Nodes;

namespace ChatGov.Tests.Messengers.Fuzz;

/// <summary>Spoils what is well-formed: bytes of anything, and the shape of JSON. The same seed spoils the same way.</summary>
internal sealed class Mutations(Random random)
{
    private static readonly string[] OddTexts =
    [
        "", " ", "\0", "\u200b", "\ufeff", "\ud800", "\udfff\ud800", "𠮷野家", "‮abc", "' OR 1=1 --", "</xml>", "]]>", "&#0;", "<b>", "{0}", "{name}", "%s%n",
        "-1", "0", "9223372036854775807", "9223372036854775808", "１２", "٣", "1e999", "NaN", "٪", new('字', 5_000), new('(', 3_000),
    ];

    private static readonly string[] OddNumbers = ["0", "-1", "2147483647", "2147483648", "-9223372036854775808", "9223372036854775808", "1e308", "0.5", "1e-400"];

    public string OddText() => OddTexts[random.Next(OddTexts.Length)];

    /// <summary>One to four changes of single bytes or stretches of them.</summary>
    public byte[] Bytes(byte[] whole)
    {
        var bytes = whole.ToList();
        for (var changes = random.Next(1, 5); changes > 0 && bytes.Count > 0; changes--)
        {
            var at = random.Next(bytes.Count);
            var length = Math.Min(random.Next(1, 24), bytes.Count - at);
            switch (random.Next(6))
            {
                case 0:
                    bytes[at] = (byte)random.Next(256);
                    break;
                case 1:
                    bytes[at] ^= (byte)(1 << random.Next(8));
                    break;
                case 2:
                    bytes.RemoveRange(at, length);
                    break;
                case 3:
                    bytes.InsertRange(at, bytes.GetRange(random.Next(bytes.Count - length + 1), length));
                    break;
                case 4:
                    bytes.RemoveRange(at, bytes.Count - at);
                    break;
                default:
                    bytes.InsertRange(at, Encoding.UTF8.GetBytes(OddText()));
                    break;
            }
        }

        return [.. bytes];
    }

    /// <summary>The same document with one place of it missing, of another kind, doubled, or of an extreme value.</summary>
    public string Shape(JsonNode document)
    {
        var copy = document.DeepClone();
        var places = Places(copy).ToList();
        var (parent, name) = places[random.Next(places.Count)];
        switch (random.Next(5))
        {
            case 0:
                parent.Remove(name);
                break;
            case 1:
                parent[name] = JsonValue.Create(OddText());
                break;
            case 2:
                parent[name] = JsonNode.Parse(OddNumbers[random.Next(OddNumbers.Length)]);
                break;
            case 3:
                parent[name] = random.Next(2) == 0 ? new JsonArray(parent[name]?.DeepClone()) : new JsonObject { [name] = parent[name]?.DeepClone() };
                break;
            default:
                parent[name] = random.Next(3) switch { 0 => null, 1 => JsonValue.Create(true), _ => new JsonArray() };
                break;
        }

        return Written(copy);
    }

    /// <summary>Lone surrogates, which no serializer writes, stand in what people send all the same.</summary>
    private static string Written(JsonNode node) => node.ToJsonString().Replace("\\uFFFD", "\\ud800", StringComparison.Ordinal);

    private static IEnumerable<(JsonObject Parent, string Name)> Places(JsonNode node) => node switch
    {
        JsonObject parent => parent.SelectMany(each => (IEnumerable<(JsonObject, string)>)[(parent, each.Key), .. each.Value is null ? [] : Places(each.Value)]),
        JsonArray items => items.OfType<JsonNode>().SelectMany(Places),
        _ => [],
    };
}
