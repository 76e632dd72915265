using System.Text;
using ChatGov.Data;
using ChatGov.Sheets;

namespace ChatGov.Tests.Rosters;

/// <summary>The shapes in which files come.</summary>
public sealed class SheetTests
{
    private const string Table = "姓名,手机\n王小明,19900001234\n";

    public static TheoryData<string, byte[]> Encodings() => new()
    {
        { "UTF-8", Encoding.UTF8.GetBytes(Table) },
        { "UTF-8 with a mark", [.. Encoding.UTF8.Preamble, .. Encoding.UTF8.GetBytes(Table)] },
        { "UTF-16", [.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(Table)] },
        { "GB18030", CodePagesEncodingProvider.Instance.GetEncoding(54936)!.GetBytes(Table) },
    };

    [Theory, MemberData(nameof(Encodings))]
    public void A_csv_reads_the_same_in_every_encoding(string name, byte[] file)
    {
        Assert.NotEmpty(name);
        Assert.Equal(["姓名|手机", "王小明|19900001234"], Read(file));
    }

    [Fact]
    public void A_letter_across_the_edge_of_what_is_read_at_once_is_no_reason_to_take_it_for_gb18030()
    {
        var file = Encoding.UTF8.GetBytes("x" + string.Concat(Enumerable.Repeat("名", 60_000)).Chunk(1000).Aggregate("", (all, part) => all + "\n" + new string(part)));
        Assert.All(Read(file).Skip(1), line => Assert.Equal(new string('名', 1000), line));
    }

    [Fact]
    public void Quoted_line_breaks_ragged_rows_semicolons_and_empty_lines_are_taken_as_they_come()
    {
        Assert.Equal(["姓名|手机|备注", "王小明|1|一\n二", "李|2", "张|3|x|y"], Read("姓名,手机,备注\r\n王小明,1,\"一\n二\"\r\n\r\n李,2\r\n,,\r\n张,3,x,y"));
        Assert.Equal(["姓名|手机", "王|1"], Read("姓名;手机\n王;1"));
        Assert.Equal(["姓名|手机", "王|1"], Read("姓名\t手机\n王\t1"));
    }

    [Fact]
    public void A_row_is_named_by_the_line_on_which_it_begins()
    {
        Assert.Equal([1L, 2, 4], RowsOf(Encoding.UTF8.GetBytes("姓名,备注\n王,\"一\n二\"\n李,x\n")).Select(row => row.Number));
    }

    [Fact]
    public void A_formula_is_told_and_text_that_is_dressed_as_one_is_text()
    {
        var rows = RowsOf(Encoding.UTF8.GetBytes("姓名,手机\n王,=1+1\n@SUM(A1),2\n-,\"=\"\"199\"\"\"\n"));
        Assert.Equal([(0, 0), (0, 1), (1, 0), (0, 0)], rows.Select(row => ((int)row.StateOf(0), (int)row.StateOf(1))));
        Assert.Equal("199", rows[3][1]);
    }

    [Fact]
    public void An_xlsx_gives_shared_and_inline_texts_numbers_gaps_and_what_formulas_show()
    {
        var rows = RowsOf(Workbook.Of(
            "<row r=\"1\"><c r=\"A1\" t=\"s\"><v>0</v></c><c r=\"C1\" t=\"s\"><v>1</v></c></row>"
            + "<row r=\"3\"><c r=\"A3\" t=\"inlineStr\"><is><r><t>王</t></r><r><t>小明</t></r><rPh sb=\"0\" eb=\"1\"><t>ワン</t></rPh></is></c><c r=\"B3\"/><c r=\"C3\"><v>1.9900001234E10</v></c></row>"
            + "<row r=\"4\"><c r=\"A4\" t=\"str\"><f>B1</f><v>李</v></c><c r=\"C4\"><v>46000</v></c></row>"
            + "<row r=\"5\"><c r=\"A5\"><f>B9</f></c><c r=\"B5\" t=\"e\"><v>#N/A</v></c><c r=\"C5\" t=\"str\"><f>B9</f><v></v></c></row>",
            "姓名", "手机"));
        Assert.Equal(["姓名||手机", "王小明||19900001234", "李||46000", ""], rows.Select(row => string.Join('|', row.Cells)));
        Assert.Equal([1L, 3, 4, 5], rows.Select(row => row.Number));
        Assert.Equal([CellState.Formula, CellState.Error, CellState.Value], Enumerable.Range(0, 3).Select(rows[3].StateOf));
    }

    [Fact]
    public void What_is_damaged_or_too_much_is_refused_and_not_read_on()
    {
        Assert.Equal(SheetRefusal.FileUnreadable, Fault("PK\u0003\u0004 no zip"u8.ToArray()));
        Assert.Equal(SheetRefusal.FileUnreadable, Fault(Workbook.Of("<row><c></row>")));
        Assert.Equal(SheetRefusal.FileUnreadable, Fault(Workbook.Of("<!DOCTYPE x [<!ENTITY a \"aaaa\">]>")));
        Assert.Equal(SheetRefusal.FileUnreadable, Fault(new Workbook { Parts = { ["xl/_rels/workbook.xml.rels"] = Workbook.Xml("<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\"/>") } }.With(new SheetPart("甲", "")).Bytes()));
        Assert.Equal(SheetRefusal.FileTooWide, Fault(Encoding.UTF8.GetBytes("姓名" + string.Concat(Enumerable.Repeat(",x", 300)))));
        Assert.Equal(SheetRefusal.FileTooWide, Fault(Workbook.Of(Workbook.Row(1, [.. Enumerable.Repeat("x", 300)]))));
        Assert.Equal(SheetRefusal.FileTooBig, Fault(Encoding.UTF8.GetBytes("姓名\n" + string.Concat(Enumerable.Repeat("x\n", Book.MostRows + TableSearch.HeaderWithin)))));
    }

    /// <summary>A note of several lines is one; a quote that somebody forgot has swallowed rows, and none of them is lost without a word.</summary>
    [Fact]
    public void A_quote_that_is_never_closed_is_said_and_a_note_of_several_lines_is_read()
    {
        Assert.Equal(SheetRefusal.FileQuoteOpen, Fault("编号,事由,地点\n1,\"灯黑了,3号楼\n2,井盖没了,北门\n3,漏水,5号楼\n"u8.ToArray()));
        Assert.Equal(["编号|事由|地点", "1|灯黑了\n说了两回，没人来|3号楼", "2|井盖没了|北门"], Read("编号,事由,地点\n1,\"灯黑了\n说了两回，没人来\",3号楼\n2,井盖没了,北门\n"));
    }

    private static RefusalCode Fault(byte[] bytes) => Assert.Throws<SheetFault>(() => RowsOf(bytes)).Refusal.Code;

    private static List<string> Read(string text) => Read(Encoding.UTF8.GetBytes(text));

    private static List<string> Read(byte[] bytes) => [.. RowsOf(bytes).Select(row => string.Join('|', row.Cells))];

    internal static List<SheetRow> RowsOf(byte[] bytes)
    {
        using var file = new MemoryStream(bytes);
        using var book = Book.Open(file, CancellationToken.None);
        return [.. book.Rows(book.Tabs[0])];
    }
}
