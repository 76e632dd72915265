namespace ChatGov.Data;

/// <summary>A row with sealed words in it: the door that reads it opens them, so that no caller can forget to.</summary>
/// <typeparam name="TSelf">The row's own type.</typeparam>
public interface ISealedRow<TSelf>
{
    /// <summary>The same row with its words readable.</summary>
    TSelf Opened(Vault vault);
}
