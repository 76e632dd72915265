using ChatGov.Data;

namespace ChatGov.Access;

/// <summary>Every expected "no" about codes, tokens and accounts.</summary>
public static class AccessRefusal
{
    public static readonly RefusalCode TokenOutlivesRole = new(nameof(TokenOutlivesRole)) { Fields = ["days"] };

    public static readonly RefusalCode TokenMakesTokens = new(nameof(TokenMakesTokens)) { Kind = RefusalKind.Forbidden };

    public static readonly RefusalCode TooManyTokens = new(nameof(TooManyTokens));

    public static readonly RefusalCode LinkUsed = new(nameof(LinkUsed));

    public static readonly RefusalCode BindCodeWrong = new(nameof(BindCodeWrong));

    public static readonly RefusalCode BindCodeStale = new(nameof(BindCodeStale));

    public static readonly RefusalCode BindCodeForOfficeOnly = new(nameof(BindCodeForOfficeOnly));

    public static readonly RefusalCode HasChatAlready = new(nameof(HasChatAlready));

    public static readonly RefusalCode AccountSuspended = new(nameof(AccountSuspended));

    public static readonly RefusalCode LinkCodeWrong = new(nameof(LinkCodeWrong));

    public static readonly RefusalCode LinkedAlready = new(nameof(LinkedAlready));

    public static readonly RefusalCode LinkOfTwoPeople = new(nameof(LinkOfTwoPeople));

    public static readonly RefusalCode LinkOtherWay = new(nameof(LinkOtherWay));

    public static readonly IReadOnlyList<RefusalCode> All = [TokenOutlivesRole, TokenMakesTokens, TooManyTokens, LinkUsed, BindCodeWrong, BindCodeStale, BindCodeForOfficeOnly, HasChatAlready, AccountSuspended, LinkCodeWrong, LinkedAlready, LinkOfTwoPeople, LinkOtherWay];
}
