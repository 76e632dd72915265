using ChatGov.Data;

namespace ChatGov.Claims;

/// <summary>Claims as people read them.</summary>
public static class ClaimLists
{
    /// <summary>我的: one's open claims, the next one first.</summary>
    public static List<Claim> Mine(Tx tx) => ClaimRows.OpenOfPerson(tx, tx.Actor.RequiredPersonId);
}
