namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>Some members, in whatever case their names are written. Safe to change at any time.</summary>
internal sealed class MemberSet
{
    private readonly Lock _gate = new();
    private readonly HashSet<string> _names = new(StringComparer.OrdinalIgnoreCase);

    public void Add(string user)
    {
        lock (_gate)
        {
            _names.Add(user);
        }
    }

    public void Remove(string user)
    {
        lock (_gate)
        {
            _names.Remove(user);
        }
    }

    public bool Contains(string user)
    {
        lock (_gate)
        {
            return _names.Contains(user);
        }
    }
}
