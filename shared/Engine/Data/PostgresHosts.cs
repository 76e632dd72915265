using System.Globalization;
using Npgsql;

namespace ChatGov.Data;

/// <summary>
/// A connection string may name a primary and its stand-bys, <c>Host=one,two</c> or <c>Host=one:5432,two:5433</c>. All that programs do
/// here ends in a change, so of several hosts only one that can write will do, whoever is promoted meanwhile.
/// </summary>
internal static class PostgresHosts
{
    /// <summary>With one host that is not said, for the driver refuses it there.</summary>
    public static string OnlyOneThatWrites(string connectionString)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        var wanted = AreSeveral(server) ? "read-write" : null;
        if (server.TargetSessionAttributes == wanted)
        {
            return connectionString;
        }

        server.TargetSessionAttributes = wanted;
        return server.ToString();
    }

    /// <summary>Hosts and ports as PostgreSQL's own tools take them: two lists of the same length.</summary>
    public static (string Hosts, string Ports) ForTools(NpgsqlConnectionStringBuilder server)
    {
        var places = (server.Host ?? "").Split(',', StringSplitOptions.TrimEntries).Select(host => Split(host, server.Port)).ToList();
        return (string.Join(',', places.Select(place => place.Host)), string.Join(',', places.Select(place => place.Port)));
    }

    public static bool AreSeveral(NpgsqlConnectionStringBuilder server) => server.Host?.Contains(',', StringComparison.Ordinal) ?? false;

    /// <summary>An address of IPv6 has colons of its own; with a port it stands in brackets, which the tools do not know.</summary>
    private static (string Host, string Port) Split(string host, int port)
    {
        var colon = host.LastIndexOf(':');
        var hasPort = colon >= 0 && (host.IndexOf(':', StringComparison.Ordinal) == colon || host[colon - 1] == ']');
        return hasPort
            ? (host[..colon].Trim('[', ']'), host[(colon + 1)..])
            : (host.Trim('[', ']'), port.ToString(CultureInfo.InvariantCulture));
    }
}
