using ChatGov.Actions;

namespace ChatGov.Papers;

/// <summary>What people do about certificates and letters. A name never changes once it was sent.</summary>
public static class PaperActions
{
    public static ActionName Certificate { get; } = new("certificate");

    public static ActionName FeedbackLetter { get; } = new("feedback_letter");

    public static ActionName LetterReturn { get; } = new("letter_return");

    public static ActionName LetterReview { get; } = new("letter_review");

    public static ActionName LetterSign { get; } = new("letter_sign");

    public static ActionName MyPapers { get; } = new("my_papers");

    public static ActionName Paper { get; } = new("paper");

    public static ActionName PaperAgain { get; } = new("paper_again");

    public static ActionName PaperAgree { get; } = new("paper_agree");

    public static ActionName PaperIssue { get; } = new("paper_issue");

    public static ActionName PaperPage { get; } = new("paper_page");

    public static ActionName PaperRevoke { get; } = new("paper_revoke");

    public static ActionName PaperTake { get; } = new("paper_take");

    public static ActionName PaperWrong { get; } = new("paper_wrong");

    public static ActionName Verify { get; } = new("verify");

    public static ActionName VoidPaper { get; } = new("void_paper");
}
