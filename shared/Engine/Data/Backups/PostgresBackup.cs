using System.ComponentModel;
using System.Diagnostics;
using System.Globalization;
using Npgsql;

namespace ChatGov.Data.Backups;

/// <summary>A PostgreSQL schema copied and put back by the server's own tools.</summary>
internal static class PostgresBackup
{
    public static async Task<BackupContent> Write(string connectionString, string file, CancellationToken cancel)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        await Run("pg_dump", server, null, cancel, "--format=custom", "--no-owner", "--no-privileges", "--schema=" + SchemaOf(server), "--file=" + file);
        return await Check(file, cancel);
    }

    public static async Task<BackupContent> Check(string file, CancellationToken cancel)
    {
        var script = new Script();
        await Run("pg_restore", server: null, script.Read, cancel, "--file=-", file);
        return script.Schema > 0
            ? new BackupContent(new FileInfo(file).Length, script.Schema, script.Tables, script.Rows, script.Word, Purpose.In(script.Settings))
            : throw new ConfigurationFault("the copy is damaged or none of ours: take another");
    }

    public static async Task Restore(string connectionString, string file, Func<string, Task> finish, CancellationToken cancel)
    {
        var server = new NpgsqlConnectionStringBuilder(connectionString);
        await UnfinishedRestore.Begin(connectionString, cancel);
        try
        {
            await Run(
                "pg_restore", server, null, cancel,
                "--no-owner", "--no-privileges", "--exit-on-error", "--single-transaction", "--schema=" + SchemaOf(server), "--dbname=" + server.Database, file);
            await finish(connectionString);
        }
        catch
        {
            await UnfinishedRestore.Undo(connectionString);
            throw;
        }

        await UnfinishedRestore.End(connectionString);
    }

    private static string SchemaOf(NpgsqlConnectionStringBuilder server) => string.IsNullOrEmpty(server.SearchPath) ? "public" : server.SearchPath;

    /// <param name="server">Where to connect; null for a tool that only reads a file.</param>
    private static async Task Run(string tool, NpgsqlConnectionStringBuilder? server, Func<StreamReader, CancellationToken, Task>? read, CancellationToken cancel, params string[] arguments)
    {
        var start = new ProcessStartInfo(tool, arguments) { UseShellExecute = false, RedirectStandardOutput = true, RedirectStandardError = true };
        Tell(start, server);
        using var process = Start(start);
        try
        {
            var errors = process.StandardError.ReadToEndAsync(cancel);
            await (read ?? Drain)(process.StandardOutput, cancel);
            await process.WaitForExitAsync(cancel);
            if (process.ExitCode != 0)
            {
                throw Failed(tool, isReading: server is null, process.ExitCode, await errors);
            }
        }
        finally
        {
            if (!process.HasExited)
            {
                process.Kill();
            }
        }
    }

    // By the environment, where no list of processes shows a password.
    private static void Tell(ProcessStartInfo start, NpgsqlConnectionStringBuilder? server)
    {
        if (server is null)
        {
            return;
        }

        (start.Environment["PGHOST"], start.Environment["PGPORT"]) = PostgresHosts.ForTools(server);
        start.Environment["PGTARGETSESSIONATTRS"] = PostgresHosts.AreSeveral(server) ? "read-write" : "any";
        start.Environment["PGDATABASE"] = server.Database;
        start.Environment["PGUSER"] = server.Username;
        start.Environment["PGPASSWORD"] = server.Password;
        start.Environment["PGSSLMODE"] = server.SslMode switch
        {
            SslMode.Disable => "disable",
            SslMode.Allow => "allow",
            SslMode.Require => "require",
            SslMode.VerifyCA => "verify-ca",
            SslMode.VerifyFull => "verify-full",
            _ => "prefer",
        };
    }

    private static Process Start(ProcessStartInfo start)
    {
        try
        {
            return Process.Start(start)!;
        }
        catch (Win32Exception exception)
        {
            throw new ConfigurationFault($"{start.FileName} is not there: install PostgreSQL's client tools, of the server's version or newer", exception);
        }
    }

    private static ConfigurationFault Failed(string tool, bool isReading, int code, string errors) => new(
        errors.Contains("version mismatch", StringComparison.Ordinal) || errors.Contains("unsupported version", StringComparison.Ordinal)
            ? $"{tool} is older than the server or the copy: install PostgreSQL's client tools of its version"
            : isReading
                ? "the copy is damaged or none of ours: take another"
                : string.Create(CultureInfo.InvariantCulture, $"{tool} could not do it (exit code {code}): see the server's own log"));

    private static Task Drain(StreamReader output, CancellationToken cancel) => output.BaseStream.CopyToAsync(Stream.Null, cancel);

    /// <summary>Counts what a copy would put back.</summary>
    private sealed class Script
    {
        public long Schema { get; private set; }

        public long Tables { get; private set; }

        public long Rows { get; private set; }

        public string? Word => Settings.Find(setting => KeyCheck.IsWord(setting.Name)).Value;

        public List<(string Name, string Value)> Settings { get; } = [];

        public async Task Read(StreamReader output, CancellationToken cancel)
        {
            string? table = null;
            while (await output.ReadLineAsync(cancel) is { } line)
            {
                if (table is null)
                {
                    table = line.StartsWith("COPY ", StringComparison.Ordinal) && line.EndsWith("FROM stdin;", StringComparison.Ordinal) ? line : null;
                    Tables += table is null ? 0 : 1;
                }
                else if (line == "\\.")
                {
                    table = null;
                }
                else
                {
                    Rows++;
                    Count(table, line);
                }
            }
        }

        private void Count(string table, string line)
        {
            var row = line.Split('\t');
            if (table.Contains(".migration (", StringComparison.Ordinal) && long.TryParse(row[0], NumberStyles.None, CultureInfo.InvariantCulture, out var number))
            {
                Schema = Math.Max(Schema, number);
            }
            else if (table.Contains(".setting (name, value)", StringComparison.Ordinal))
            {
                Settings.Add((row[0], row[1]));
            }
        }
    }
}
