using System.Buffers;

namespace ChatGov.Matching;

/// <summary>
/// The open tasks that a filter lets through, as a pooled array of structs. Dispose it to give the array back.
/// </summary>
internal sealed class Candidates : IDisposable
{
    private OpenTask[] _tasks = ArrayPool<OpenTask>.Shared.Rent(512);
    private int _count;

    private Candidates()
    {
    }

    public ReadOnlySpan<OpenTask> All => _tasks.AsSpan(0, _count);

    public static Candidates Load(OpenTaskEdition open, ListFilter filter, Asker? asker, DateTimeOffset now)
    {
        var words = WordMatch.All(open.Communities, filter.Words);
        var found = new Candidates();
        var since = Math.Max(filter.Since, now.ToUnixTimeMilliseconds() + 1);
        open.Each((in OpenTask task, string title) =>
        {
            if (task.StartsAt >= since && task.StartsAt < filter.Until && filter.Takes(task, asker) && Takes(words, task, title))
            {
                found.Add(words.Count == 0 ? task : task with { IsNamed = Names(words, task, title) });
            }
        });
        if (words.Exists(word => word.IsName))
        {
            found.KeepNamed();
        }

        return found;
    }

    private static bool Takes(List<WordMatch> words, in OpenTask task, string title)
    {
        foreach (var word in words)
        {
            if (!word.Takes(task, title))
            {
                return false;
            }
        }

        return true;
    }

    private static bool Names(List<WordMatch> words, in OpenTask task, string title)
    {
        foreach (var word in words)
        {
            if (!word.Names(task, title))
            {
                return false;
            }
        }

        return true;
    }

    /// <summary>清扫东门积雪 is one task, not every cleaning; where nothing is called so, the kind of work is what was meant.</summary>
    private void KeepNamed()
    {
        var kept = 0;
        for (var i = 0; i < _count; i++)
        {
            if (_tasks[i].IsNamed)
            {
                _tasks[kept++] = _tasks[i];
            }
        }

        _count = kept > 0 ? kept : _count;
    }

    public void Dispose()
    {
        ArrayPool<OpenTask>.Shared.Return(_tasks);
        _tasks = [];
    }

    private void Add(in OpenTask task)
    {
        if (_count == _tasks.Length)
        {
            var longer = ArrayPool<OpenTask>.Shared.Rent(_count * 2);
            All.CopyTo(longer);
            ArrayPool<OpenTask>.Shared.Return(_tasks);
            _tasks = longer;
        }

        _tasks[_count++] = task;
    }
}
