using System.Globalization;
using System.Text;

namespace ChatGov.Tests.Rosters;

/// <param name="Shown">Who a person sees that opens it, as line, name and number; null where it has to be refused.</param>
internal sealed record OddFile(string Name, byte[] Bytes, IReadOnlyList<string>? Shown)
{
    /// <summary>Damaged somewhere: it may be read or refused, and nothing else.</summary>
    public bool IsEither { get; init; }
}

/// <summary>
/// Files as offices send them and as nobody should: by a seed, so that the two hundred are the same each time. Each of the
/// first kind mixes what is odd about rosters, and knows what a person sees in it.
/// </summary>
internal sealed class OddFiles(int seed, string unit)
{
    private static readonly string[] UnitHeads = ["单位", "单位名称", "所在单位", "單位", "工 作 单 位", "单位（全称）", "Unit"];
    private static readonly string[] NameHeads = ["姓名", "姓 名", "姓名（必填）", "姓名*", "党员姓名", "名字", "Name"];
    private static readonly string[] PhoneHeads = ["手机", "手机号码(11位)", "联系电话（手机）", "移动电话", "手機號碼", "联系\n电话", "Mobile"];
    private readonly Random _random = new(seed);
    private int _people;

    /// <summary>A roster with this and that odd about it.</summary>
    public OddFile Mixed(int number)
    {
        var table = new List<Line>();
        for (var i = _random.Next(3); i > 0; i--)
        {
            table.Add(new Line([Pick("2026年党员花名册", "说明：请按样表填写", "填报单位（盖章）：")]));
        }

        if (Chance(3))
        {
            table.Add(new Line([]));
        }

        var order = new[] { 0, 1, 2, 3 };
        _random.Shuffle(order);
        var header = In(order, Pick(UnitHeads), Pick(NameHeads), Pick(PhoneHeads), Pick("序号", "备注", "民族", "年龄"));
        table.Add(new Line(header));
        table.Add(Person(order, table.Count) with { IsHidden = false });
        for (var i = _random.Next(30); i > 0; i--)
        {
            table.Add(Person(order, table.Count));
            if (Chance(12))
            {
                table.Add(new Line(header));
            }
        }

        if (Chance(2))
        {
            table.Add(new Line(In(order, "", "合计：" + table.Count.ToString(CultureInfo.InvariantCulture), "", "")));
        }

        return (number % 3) switch
        {
            0 => Csv(number, table),
            1 => Xlsx(number, table, order[0]),
            _ => Xls(number, table),
        };
    }

    private Line Person(int[] order, int row)
    {
        var digits = string.Create(CultureInfo.InvariantCulture, $"199{++_people:00000000}");
        var name = "成员" + Pick("甲", "乙", "王𬭎", "·丁") + _people.ToString(CultureInfo.InvariantCulture);
        var phone = _random.Next(7) switch
        {
            0 => "+86 " + digits,
            1 => "0086" + digits,
            2 => $"{digits[..3]} {digits[3..7]} {digits[7..]}",
            3 => $"{digits[..3]}-{digits[3..7]}-{digits[7..]}",
            4 => string.Concat(digits.Select(digit => (char)(digit - '0' + '０'))),
            5 => digits + ".0",
            _ => digits,
        };
        return new Line(In(order, unit, name, phone, row.ToString(CultureInfo.InvariantCulture)))
        {
            Person = $"{name} {digits[^4..]}",
            IsHidden = Chance(8),
        };
    }

    /// <summary>A table of text hides nothing.</summary>
    private OddFile Csv(int number, List<Line> table)
    {
        var separator = Pick(",", ";", "\t");
        var text = Chance(5) && separator != "\t" ? $"sep={separator}\n" : "";
        var isTold = text.Length > 0;
        text += string.Concat(table.Select(line => string.Join(separator, Enumerable.Range(0, 4).Select(i => Quoted(i < line.Cells.Length ? line.Cells[i] : ""))) + "\r\n"));
        var encoding = (number / 3 % 3) switch { 0 => Encoding.UTF8, 1 => CodePagesEncodingProvider.Instance.GetEncoding(54936)!, _ => Encoding.Unicode };
        return new OddFile($"{number} csv {encoding.WebName} “{separator}”", [.. encoding.Preamble, .. encoding.GetBytes(text)], Shown(table, line => true, isTold ? 1 : 0));
    }

    private static string Quoted(string cell) => cell.AsSpan().IndexOfAny(",;\t\n\"") >= 0 ? $"\"{cell.Replace("\"", "\"\"", StringComparison.Ordinal)}\"" : cell;

    private OddFile Xlsx(int number, List<Line> table, int unitColumn)
    {
        // Merged where the same unit stands in many rows.
        var first = table.FindIndex(line => line.Person is not null);
        var last = first;
        while (last + 1 < table.Count && table[last + 1].Person is not null)
        {
            last++;
        }

        var isMerged = last > first && Chance(2);
        var rows = string.Concat(table.Select((line, i) => RowOf(line, i + 1, isMerged && i > first && i <= last ? unitColumn : -1)));
        var column = Workbook.Column(unitColumn);
        var roster = new SheetPart("名册", rows)
        {
            Merged = isMerged ? [string.Create(CultureInfo.InvariantCulture, $"{column}{first + 1}:{column}{last + 1}")] : [],
            Part = Chance(2) ? "worksheets/Sheet9.xml" : null,
        };
        var workbook = new Workbook { IsStrict = number % 5 == 0 };
        if (Chance(3))
        {
            workbook.With(new SheetPart("填表说明", Workbook.Row(1, "一人一行")) { State = Pick("visible", "hidden") });
        }

        return new OddFile($"{number} xlsx", workbook.With(roster).Bytes(), Shown(table, line => !line.IsHidden, 0));
    }

    private string RowOf(Line line, int number, int without)
    {
        var cells = line.Cells.Select((cell, i) => i == without ? "" : cell).ToArray();
        var row = line.IsHidden ? Workbook.HiddenRow(number, cells) : Workbook.Row(number, cells);
        return !line.IsHidden && line.Cells.Length == 0 && Chance(2)
            ? string.Create(CultureInfo.InvariantCulture, $"<row r=\"{number}\"><c r=\"A{number}\" t=\"str\"><f>IF(B1=\"\",\"\",1)</f><v></v></c></row>")
            : row;
    }

    private static OddFile Xls(int number, List<Line> table)
    {
        var biff = new Biff();
        for (var row = 0; row < table.Count; row++)
        {
            biff.Row(row, table[row].IsHidden);
            for (var column = 0; column < table[row].Cells.Length; column++)
            {
                var cell = table[row].Cells[column];
                _ = cell.Length == 11 && long.TryParse(cell, NumberStyles.None, CultureInfo.InvariantCulture, out var digits)
                    ? biff.Number(row, column, digits)
                    : cell.Length > 0 ? biff.Text(row, column, cell) : biff;
            }
        }

        return new OddFile($"{number} xls", biff.Bytes(), Shown(table, line => !line.IsHidden, 0));
    }

    /// <param name="before">Lines of the file that stand before the table.</param>
    private static List<string> Shown(List<Line> table, Func<Line, bool> isSeen, int before)
    {
        var shown = new List<string>();
        var number = 1 + before;
        foreach (var line in table)
        {
            if (line.Person is not null && isSeen(line))
            {
                shown.Add(string.Create(CultureInfo.InvariantCulture, $"{number} {line.Person}"));
            }

            // A spreadsheet counts the rows of a workbook, and an editor the lines of a text.
            number += isSeen(new Line([]) { IsHidden = true }) ? 1 + line.Cells.Sum(cell => cell.Count(sign => sign == '\n')) : 1;
        }

        return shown;
    }

    private static string[] In(int[] order, params string[] cells)
    {
        var placed = new string[cells.Length];
        for (var i = 0; i < cells.Length; i++)
        {
            placed[order[i]] = cells[i];
        }

        return placed;
    }

    private bool Chance(int of) => _random.Next(of) == 0;

    private string Pick(params string[] from) => from[_random.Next(from.Length)];

    /// <summary>A good file with some bytes of it changed, or its end cut off.</summary>
    public OddFile Damaged(OddFile file, int number)
    {
        var bytes = file.Bytes[..(Chance(3) ? _random.Next(file.Bytes.Length) : file.Bytes.Length)];
        for (var i = _random.Next(1, 12); i > 0 && bytes.Length > 0; i--)
        {
            bytes[_random.Next(bytes.Length)] = (byte)_random.Next(256);
        }

        return new OddFile($"{number} damaged {file.Name}", bytes, null) { IsEither = true };
    }

    private sealed record Line(string[] Cells)
    {
        /// <summary>Name and end of the number; null for who is nobody.</summary>
        public string? Person { get; init; }

        public bool IsHidden { get; init; }
    }
}
