using System.Globalization;
using ChatGov.Access;
using ChatGov.Data;

namespace ChatGov.Commands;

/// <summary><c>keys</c>: what still needs a key other than the current one. Nothing changes.</summary>
internal sealed class KeysCommand : DatabaseCommand
{
    protected override Task Run(Db db, Options options, TextWriter output) => Report(db, output);

    internal static async Task Report(Db db, TextWriter output)
    {
        var left = Rekeying.Left(db);
        foreach (var each in left)
        {
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"{each.Column}: {each.Values}"));
        }

        await output.WriteLineAsync(left.Count == 0
            ? "nothing needs another key than the current one: old keys may be taken out of the key file"
            : "these need an old key: leave it in the key file. The bot seals at its start what can be sealed anew; setting.value follows last");
    }
}

/// <summary>
/// <c>keys retire [--apply true]</c>: for a key that has to go at once. Seals everything with the current key and ends the codes and
/// tokens that rest on another, whose hashes nobody can make anew.
/// </summary>
internal sealed class RetireKeysCommand : DatabaseCommand
{
    protected override async Task Run(Db db, Options options, TextWriter output)
    {
        if (Applies(options))
        {
            var ended = await db.Write(KeyRetiring.End);
            var resealed = await Rekeying.Run(db, CancellationToken.None);
            await output.WriteLineAsync(string.Create(CultureInfo.InvariantCulture, $"sealed anew: {resealed}; codes and tokens ended: {ended}"));
        }

        await KeysCommand.Report(db, output);
        if (!Applies(options))
        {
            await output.WriteLineAsync("nothing was changed; --apply true seals the rest anew and ends the codes and tokens among them");
        }
    }
}
