using ChatGov.Data;

namespace ChatGov;

/// <summary>Something that happened in one feature and others go by: it is told, and they say in their manifest what follows (<see cref="Feature.Follows"/>).</summary>
public abstract record Happening
{
    /// <summary>All who follow do so in this transaction, in the order of <see cref="Features.All"/>.</summary>
    internal void Tell(Tx tx)
    {
        foreach (var follower in Features.All.SelectMany(feature => feature.Follows).Where(follower => follower.What == GetType()))
        {
            follower.Do(tx, this);
        }
    }
}

public sealed record Follower
{
    private Follower(Type what, Action<Tx, Happening> act) => (What, Do) = (what, act);

    public Type What { get; }

    public Action<Tx, Happening> Do { get; }

    public static Follower On<T>(Action<Tx, T> act)
        where T : Happening => new(typeof(T), (tx, happening) => act(tx, (T)happening));
}
