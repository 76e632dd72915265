namespace ChatGov.Hosting;

/// <summary>The request in which something is logged; never anything that a caller wrote in words.</summary>
public sealed record RequestMark(string Id);
