using Npgsql;

namespace ChatGov.Tests.Support;

/// <summary>
/// Lets a database of one's own look as if many years were in it, for whoever asks for plans: of small tables PostgreSQL reads the whole, or any
/// index that comes along. Only a superuser may write down sizes that are not so.
/// </summary>
internal static class PostgresSizes
{
    // Of what points to a row of another table that grows there are ten for each: by itself PostgreSQL takes any column for one of 200
    // values. Sizes count for each page that is there, and of an index for each beside its first. The row waits for nobody: an index of what
    // waits stays as small as it is in truth.
    private const string Grow =
        """
        DO $$
        DECLARE
            each record;
            growing text[] := string_to_array(current_setting('chatgov.growing'), ' ');
        BEGIN
            INSERT INTO pg_statistic (starelid, staattnum, stainherit, stanullfrac, stawidth, stadistinct, stakind1, stakind2, stakind3, stakind4, stakind5,
                                      staop1, staop2, staop3, staop4, staop5, stacoll1, stacoll2, stacoll3, stacoll4, stacoll5)
            SELECT DISTINCT conrelid, conkey[1], FALSE, 0.0, 8, -0.1, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0
            FROM pg_constraint WHERE contype = 'f' AND conrelid = ANY(growing::regclass[]) AND confrelid = ANY(growing::regclass[]);
            FOR each IN SELECT conrelid::regclass AS owner, conname FROM pg_constraint
                        WHERE connamespace = current_schema()::regnamespace AND contype IN ('f', 'c') LOOP
                EXECUTE format('ALTER TABLE %s DROP CONSTRAINT %I', each.owner, each.conname);
            END LOOP;
            FOR each IN SELECT a.attrelid::regclass AS owner, string_agg(quote_ident(a.attname), ', ') AS columns,
                               string_agg(CASE a.atttypid::regtype::text WHEN 'text' THEN '''x''' WHEN 'boolean' THEN 'FALSE' WHEN 'bytea' THEN '''''' ELSE '1' END, ', ') AS given
                        FROM pg_attribute a WHERE a.attrelid = ANY(growing::regclass[]) AND a.attnum > 0 AND NOT a.attisdropped GROUP BY a.attrelid LOOP
                EXECUTE format('INSERT INTO %s (%s) VALUES (%s)', each.owner, each.columns, each.given);
            END LOOP;
            UPDATE pg_class SET relpages = 1, reltuples = 1000000 WHERE oid = ANY(growing::regclass[]);
            UPDATE pg_class SET relpages = 2, reltuples = 1000000 FROM pg_index i
            WHERE oid = i.indexrelid AND i.indrelid = ANY(growing::regclass[]) AND pg_relation_size(oid) > current_setting('block_size')::bigint;
        END $$
        """;

    public static void MakeLarge(NpgsqlConnection connection, IEnumerable<string> tables)
    {
        using var command = new NpgsqlCommand("SELECT set_config('chatgov.growing', @tables, FALSE)", connection);
        command.Parameters.AddWithValue("tables", string.Join(' ', tables));
        command.ExecuteNonQuery();
        command.Parameters.Clear();
        command.CommandText = Grow;
        command.ExecuteNonQuery();
    }
}
