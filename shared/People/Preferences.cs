using ChatGov.Data;

namespace ChatGov.People;

/// <summary>What a person chose about how they are spoken to.</summary>
public static class Preferences
{
    public static void SetLanguage(Tx tx, long personId, string language)
    {
        tx.Run(
            "UPDATE person SET language = @language, row_version = row_version + 1 WHERE id = @personId",
            new { personId, language });
        tx.Audit("person", personId, "set_language");
    }
}
