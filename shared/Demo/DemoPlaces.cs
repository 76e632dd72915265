using System.Reflection;
using ChatGov.Organisations;

namespace ChatGov.Demo;

/// <param name="Kind">By the ending of the name.</param>
internal sealed record DemoPlace(string Code, string Name, OrgKind Kind);

/// <summary>The public names of the banner's places (data/places.csv, its source line says from where) and what stands under them.</summary>
internal static class DemoPlaces
{
    public const string BannerName = "阿拉善左旗";
    public const string BannerCode = "152921";
    public const int Communities = 33;
    public const int Gachas = 114;

    /// <summary>Communities and gachas that public pages name, under the place they name; all others are called 示范….</summary>
    public static readonly IReadOnlyDictionary<string, string[]> Named = new Dictionary<string, string[]>(StringComparer.Ordinal)
    {
        ["额鲁特街道"] = ["额鲁特社区", "贺兰山社区", "园林社区", "柳树沟社区", "土尔扈特北路社区"],
        ["巴彦木仁苏木"] = ["乌兰布和嘎查", "上滩嘎查"],
        ["乌力吉苏木"] = ["温都尔毛道嘎查"],
        ["巴润别立镇"] = ["巴彦霍德嘎查"],
    };

    public static List<DemoPlace> Load()
    {
        using var stream = Assembly.GetExecutingAssembly().GetManifestResourceStream("demo/places.csv")!;
        using var reader = new StreamReader(stream);
        return
        [
            .. reader.ReadToEnd().Split('\n', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
                .Skip(1)
                .Select(line => line.Split(','))
                .Select(cells => new DemoPlace(cells[0], cells[1].Replace("办事处", "", StringComparison.Ordinal), KindOf(cells[1]))),
        ];
    }

    private static OrgKind KindOf(string name) => name switch
    {
        _ when name.Contains("街道", StringComparison.Ordinal) => OrgKind.Street,
        _ when name.EndsWith("苏木", StringComparison.Ordinal) => OrgKind.Sumu,
        _ when name.EndsWith("示范区", StringComparison.Ordinal) => OrgKind.Zone,
        _ => OrgKind.Town,
    };
}
