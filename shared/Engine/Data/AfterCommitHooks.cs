namespace ChatGov.Data;

internal static class AfterCommitHooks
{
    public static void Run(Tx tx)
    {
        foreach (var hook in tx.Hooks)
        {
            hook();
        }
    }
}
