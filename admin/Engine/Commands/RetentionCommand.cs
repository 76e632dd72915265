using System.Globalization;
using ChatGov.Data;
using ChatGov.Retention;

namespace ChatGov.Commands;

/// <summary><c>retention run [--apply true]</c>: what has served its time, table by table; with --apply it is taken out.</summary>
internal sealed class RetentionCommand : DatabaseCommand
{
    protected override async Task Run(Db db, Options options, TextWriter output)
    {
        var apply = Applies(options);
        var rows = apply ? await RetentionRun.Run(db, CancellationToken.None) : RetentionRun.Count(db);
        foreach (var each in rows)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{each.Table}: {each.Rows}"));
        }

        await output.WriteLineAsync(rows.Count == 0 ? "nothing has served its time" : apply ? "taken out" : "nothing was changed; --apply true takes it out");
    }
}
