using System.Net;
using System.Text;
using ChatGov.Sheets;
using ChatGov.Tests.Desk;
using ChatGov.Tests.Support;

namespace ChatGov.Tests.Rosters;

/// <summary>One file is read at a time, a few wait, and nobody waits for one that nobody wants any more.</summary>
public sealed class OneFileAtATimeTests
{
    private const int Places = 4;

    [Fact]
    public async Task While_a_file_is_read_a_few_wait_for_their_turn_and_the_next_is_asked_to_come_again()
    {
        await using var site = await DeskSite.Start(Provider.Sqlite);
        var liaison = await site.TokenOf(site.World.Liaison);
        var office = await site.TokenOf(site.World.BannerOffice);
        using var gone = new CancellationTokenSource();
        var turn = await site.Readings.Turn(CancellationToken.None);
        var given = Post(site, liaison, "/api/v1/roster-imports", "姓名,手机\n甲,19900000001\n", gone.Token);
        var waiting = new List<Task<HttpResponseMessage>>();
        for (var i = 1; i < Places; i++)
        {
            waiting.Add(Post(site, liaison, "/api/v1/roster-imports", "姓名,手机\n甲,19900000001\n", CancellationToken.None));
        }

        await Until(() => site.Readings.Waiting == Places);
        foreach (var (token, path) in new[] { (liaison, "/api/v1/roster-imports"), (office, "/api/v1/organisations/import") })
        {
            using var refused = await Post(site, token, path, "类别,名称,上级\n社区,甲,测试旗\n", CancellationToken.None);
            Assert.Equal(HttpStatusCode.TooManyRequests, refused.StatusCode);
            Assert.NotNull(refused.Headers.RetryAfter);
            Assert.Contains("FileBeingRead", await refused.Content.ReadAsStringAsync(), StringComparison.Ordinal);
        }

        // Whoever hangs up gives the place in the queue to the next.
        await gone.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => given);
        await Until(() => site.Readings.Waiting == Places - 1);
        waiting.Add(Post(site, office, "/api/v1/organisations/import", "类别,名称,上级\n社区,甲,测试旗/东街道\n", CancellationToken.None));
        turn.Dispose();
        foreach (var request in waiting)
        {
            using var answer = await request;
            Assert.True(answer.IsSuccessStatusCode, await answer.Content.ReadAsStringAsync());
        }
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_reading_ends_where_nobody_waits_for_it(bool isWorkbook)
    {
        using var file = new MemoryStream(isWorkbook
            ? Workbook.Of(string.Concat(Enumerable.Range(1, 20_000).Select(row => Workbook.Row(row, "甲", "19900000001"))))
            : Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("甲,19900000001\n", 50_000))));
        using var gone = new CancellationTokenSource();
        using var book = Book.Open(file, gone.Token);
        Assert.ThrowsAny<OperationCanceledException>(() =>
        {
            foreach (var row in book.Rows(book.Tabs[0]))
            {
                if (row.Number == 10)
                {
                    gone.Cancel();
                }
            }
        });
    }

    private static async Task<HttpResponseMessage> Post(DeskSite site, string token, string path, string file, CancellationToken cancel)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, path) { Content = new StringContent(file) };
        request.Headers.Authorization = new("Bearer", token);
        return await site.Http.SendAsync(request, cancel);
    }

    private static async Task Until(Func<bool> isSo)
    {
        while (!isSo())
        {
            await Task.Delay(10);
        }
    }
}
