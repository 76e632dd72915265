using System.Globalization;
using System.Net;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What members do: as the inner message of a callback, and as the call itself, which says what was answered in the end.</summary>
internal sealed partial class FakeWeCom
{
    private static long _lastMessage = 7_000_000_000;

    public async Task<HttpStatusCode> Says(string user, string text) => (await Call(Text(user, text))).Status;

    public async Task<HttpStatusCode> Event(string user, string name, string key = "") =>
        (await Call(Inner(user, "event", Field("Event", name) + Field("EventKey", key)))).Status;

    /// <summary>Presses a button, or chooses and submits, on a card that was sent.</summary>
    public async Task<HttpStatusCode> Chooses(string user, WeComSend card, int index, bool isSpeltAsInTheSample = false) =>
        (await Call(Choice(user, card, index, isSpeltAsInTheSample))).Status;

    public async Task<HttpStatusCode> SendsImage(string user, byte[] content) => (await Call(Image(user, AddMedia("image", content)))).Status;

    public async Task<HttpStatusCode> SendsVoice(string user, byte[] content) => (await Call(Voice(user, AddMedia("voice", content)))).Status;

    public async Task<HttpStatusCode> SendsVideo(string user, byte[] content) =>
        (await Call(Video(user, AddMedia("video", content), AddMedia("image", [0xFF, 0xD8, 0xFF, 0xD9])))).Status;

    /// <summary>The code that a member, or somebody outside the company, brings to a web page: for once, within five minutes.</summary>
    public string SignInCode(string id, bool isMember = true) => Locked(() => _signIns.Give(id, isMember));

    public static string Text(string user, string text) => Message(user, "text", Field("Content", text));

    /// <param name="mediaId">From <see cref="AddMedia"/>, or any other.</param>
    public static string Image(string user, string mediaId) => Message(user, "image", Field("PicUrl", "http://127.0.0.1:9/pic/" + mediaId) + Field("MediaId", mediaId));

    public static string Voice(string user, string mediaId) => Message(user, "voice", Field("MediaId", mediaId) + Field("Format", "amr"));

    public static string Video(string user, string mediaId, string thumbMediaId) => Message(user, "video", Field("MediaId", mediaId) + Field("ThumbMediaId", thumbMediaId));

    /// <summary>A place that the member chose.</summary>
    public static string Location(string user, double latitude, double longitude, string label) =>
        Message(user, "location", Invariant($"<Location_X>{latitude}</Location_X><Location_Y>{longitude}</Location_Y><Scale>15</Scale>") + Field("Label", label) + Field("AppType", "wxwork"));

    public static string Link(string user, string title, string description, string url) =>
        Message(user, "link", Field("Title", title) + Field("Description", description) + Field("Url", url) + Field("PicUrl", "http://127.0.0.1:9/pic/link"));

    /// <summary>Where the member is, as the client reports it by itself.</summary>
    public static string LocationReport(string user, double latitude, double longitude) => Inner(user, "event", Field("Event", "LOCATION")
        + Invariant($"<Latitude>{latitude}</Latitude><Longitude>{longitude}</Longitude><Precision>15.0</Precision>") + Field("AppType", "wxwork"));

    /// <summary>Opens the app.</summary>
    public static string Entry(string user) => Inner(user, "event", Field("Event", "enter_agent") + Field("EventKey", ""));

    /// <summary>Follows a link of the menu.</summary>
    public static string View(string user, string url) => Inner(user, "event", Field("Event", "view") + Field("EventKey", url));

    /// <summary>Chooses a place from a menu's button.</summary>
    public static string LocationSelect(string user, string key, double latitude, double longitude, string label) => Inner(user, "event", Field("Event", "location_select") + Field("EventKey", key)
        + Invariant($"<SendLocationInfo><Location_X>{latitude}</Location_X><Location_Y>{longitude}</Location_Y><Scale>15</Scale>") + Field("Label", label) + Field("Poiname", "")
        + "</SendLocationInfo>" + Field("AppType", "wxwork"));

    /// <summary>What WeCom says by itself: close_inactive_agent, reopen_inactive_agent, inactive_alert, low_active and the like.</summary>
    public static string SystemEvent(string name) => Inner("sys", "event", Field("Event", name));

    /// <summary>
    /// What the company's contacts say of a member, in the system's name and of no app: <c>create_user</c>, <c>update_user</c>, <c>delete_user</c>.
    /// Source: developer documentation, path 90970.
    /// </summary>
    /// <param name="rest">Such as a new userid, or a status.</param>
    public static string ContactChange(string changeType, string userId, string rest = "", DateTimeOffset? at = null) =>
        $"<xml>{Field("ToUserName", CorpId)}{Field("FromUserName", "sys")}<CreateTime>{(at ?? TimeProvider.System.GetUtcNow()).ToUnixTimeSeconds()}</CreateTime>{Field("MsgType", "event")}{Field("Event", "change_contact")}{Field("ChangeType", changeType)}{Field("UserID", userId)}{rest}</xml>";

    public static string NewUserId(string userId) => Field("NewUserID", userId);

    public static string Status(int status) => Invariant($"<Status>{status}</Status>");

    /// <summary>The frame that all inner messages have.</summary>
    public static string Inner(string user, string kind, string rest) =>
        $"<xml>{Field("ToUserName", CorpId)}{Field("FromUserName", user)}<CreateTime>{TimeProvider.System.GetUtcNow().ToUnixTimeSeconds()}</CreateTime>{Field("MsgType", kind)}{rest}<AgentID>{AgentId}</AgentID></xml>";

    private static string Message(string user, string kind, string rest) => Inner(user, kind, Invariant($"{rest}<MsgId>{Interlocked.Increment(ref _lastMessage)}</MsgId>"));

    private static string Field(string name, string value) => $"<{name}><![CDATA[{value.Replace("]]>", "]]]]><![CDATA[>", StringComparison.Ordinal)}]]></{name}>";

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
