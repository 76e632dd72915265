using System.Collections.Concurrent;
using System.Net;
using System.Xml.Linq;
using ChatGov.Tests.Fakes.WeCom;
using ChatGov.Tests.Support;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace ChatGov.Tests.Fakes;

/// <summary>How the fake calls, seen by a plain server that answers as it is told.</summary>
public sealed class FakeWeComCallbackTests : IAsyncLifetime
{
    private readonly ConcurrentQueue<(string Query, string Body)> _got = new();
    private readonly WebApplication _bot;
    private FakeWeCom _fake = null!;
    private Func<int, HttpContext, Task> _answer = (_, _) => Task.CompletedTask;

    public FakeWeComCallbackTests()
    {
        var builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0));
        _bot = builder.Build();
        _bot.Run(async context =>
        {
            using var reader = new StreamReader(context.Request.Body);
            _got.Enqueue((context.Request.QueryString.Value!, await reader.ReadToEndAsync()));
            await _answer(_got.Count, context);
        });
    }

    public async Task InitializeAsync()
    {
        await _bot.StartAsync();
        _fake = await FakeWeCom.Start();
        (_fake.CallbackUrl, _fake.Second, _fake.AnswerWithin) = (new Uri(_bot.Urls.First()), TimeSpan.FromMilliseconds(1), TimeSpan.FromMilliseconds(300));
    }

    public async Task DisposeAsync()
    {
        await _fake.DisposeAsync();
        await _bot.DisposeAsync();
    }

    [Fact]
    public async Task What_is_taken_comes_once()
    {
        Assert.Equal(new CallbackOutcome(HttpStatusCode.OK, 1), await _fake.Call(FakeWeCom.Text("a", "你好")));
        Assert.Single(_got);
        Assert.Empty(_fake.GivenUp);
    }

    [Fact]
    public async Task What_is_refused_comes_four_times_each_sealed_anew_and_is_given_up()
    {
        _answer = (_, context) => Say(context, 500);
        var inner = FakeWeCom.Text("a", "你好");

        Assert.Equal(new CallbackOutcome(HttpStatusCode.InternalServerError, 4), await _fake.Call(inner));
        Assert.Equal(4, _got.Select(each => each.Query).Distinct().Count());
        Assert.Equal(4, _got.Select(each => each.Body).Distinct().Count());
        Assert.Equal(inner, Assert.Single(_fake.GivenUp));
    }

    [Fact]
    public async Task Silence_and_a_broken_connection_are_no_answers()
    {
        _answer = (number, context) =>
        {
            if (number == 1)
            {
                return Task.Delay(TimeSpan.FromSeconds(1), context.RequestAborted).ContinueWith(_ => { }, TaskScheduler.Default);
            }

            if (number == 2)
            {
                context.Abort();
            }

            return Say(context, number == 3 ? 302 : 200);
        };

        Assert.Equal(new CallbackOutcome(HttpStatusCode.OK, 4), await _fake.Call(FakeWeCom.Text("a", "你好")));
        Assert.Empty(_fake.GivenUp);
    }

    [Fact]
    public async Task What_is_taken_may_come_again()
    {
        _fake.DuplicateOneIn = 1;

        Assert.Equal(2, (await _fake.Call(FakeWeCom.Text("a", "你好"))).Deliveries);
        Assert.Equal(2, _got.Count);
    }

    [Fact]
    public async Task Where_nobody_listens_the_next_is_asked_and_that_is_no_delivery()
    {
        var (nobody, asked) = (new Uri($"http://127.0.0.1:{FreePort.Find()}"), 0);

        var outcome = await _fake.DeliverThrough(FakeWeCom.Text("a", "你好"), () => asked++ < 3 ? nobody : _fake.CallbackUrl, CancellationToken.None);
        Assert.Equal(new CallbackOutcome(HttpStatusCode.OK, 1), outcome);
        Assert.Equal(4, asked);
        Assert.False((await _fake.DeliverThrough(FakeWeCom.Text("a", "你好"), () => nobody, CancellationToken.None)).IsTaken);
    }

    [Fact]
    public void What_members_do_has_WeCom_s_fields()
    {
        (string Inner, string Kind, string[] Fields)[] all =
        [
            (FakeWeCom.Text("a", "]]><x/>"), "text", ["Content", "MsgId"]),
            (FakeWeCom.Image("a", "m"), "image", ["PicUrl", "MediaId", "MsgId"]),
            (FakeWeCom.Voice("a", "m"), "voice", ["MediaId", "Format", "MsgId"]),
            (FakeWeCom.Video("a", "m", "t"), "video", ["MediaId", "ThumbMediaId", "MsgId"]),
            (FakeWeCom.Location("a", 38.8, 105.7, "公园"), "location", ["Location_X", "Location_Y", "Scale", "Label", "MsgId"]),
            (FakeWeCom.Link("a", "t", "d", "u"), "link", ["Title", "Description", "Url", "PicUrl", "MsgId"]),
            (FakeWeCom.LocationReport("a", 38.8, 105.7), "event", ["Event", "Latitude", "Longitude", "Precision"]),
            (FakeWeCom.Entry("a"), "event", ["Event", "EventKey"]),
            (FakeWeCom.View("a", "http://x"), "event", ["Event", "EventKey"]),
            (FakeWeCom.LocationSelect("a", "k", 38.8, 105.7, "公园"), "event", ["Event", "EventKey", "SendLocationInfo"]),
            (FakeWeCom.SystemEvent("close_inactive_agent"), "event", ["Event"]),
        ];
        foreach (var (inner, kind, fields) in all)
        {
            var xml = XElement.Parse(inner);
            Assert.Equal((FakeWeCom.CorpId, kind), (xml.Element("ToUserName")!.Value, xml.Element("MsgType")!.Value));
            Assert.All([.. fields, "FromUserName", "CreateTime", "AgentID"], field => Assert.Single(xml.Elements(field)));
        }

        Assert.Equal("]]><x/>", XElement.Parse(all[0].Inner).Element("Content")!.Value);
        Assert.Equal("38.8", XElement.Parse(all[4].Inner).Element("Location_X")!.Value);
    }

    private static Task Say(HttpContext context, int status)
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    }
}
