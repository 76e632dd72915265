
namespace ChatGov.Api;

/// <summary>
/// The words that mean the same wherever the API uses them: what each is, and what it may look like. What a field means only where it stands is
/// said at the field itself, and wins. A test keeps a word here only as long as some field has need of it.
/// </summary>
internal static class Glossary
{
    public static readonly IReadOnlyDictionary<string, Word> Words = new Dictionary<string, Word>(StringComparer.Ordinal)
    {
        // What every row has
        ["id"] = new("Its number, by which addresses name it.", 101),
        ["version"] = new("How often it was changed: what `If-Match` names.", 7),
        ["state"] = new("Where it stands now."),
        ["kind"] = new("What kind it is."),
        ["createdAt"] = new("When it was made."),
        ["reason"] = new("Why, in somebody's words; null where nothing was said.", "设备坏了，改下个月。"),
        ["light"] = new("How near the limit is: `Green` in time, `Yellow` soon, `Red` late."),
        ["next"] = new("Where the next page begins, for `after`; null on the last."),

        // Places and people
        ["orgId"] = new("The organisation it belongs to.", 34),
        ["orgName"] = new("The name of that organisation.", "贺兰社区"),
        ["parentId"] = new("The organisation it stands under; null for the banner.", 12),
        ["unitId"] = new("The unit.", 56),
        ["unitName"] = new("The name of the unit.", "供电公司"),
        ["committeeId"] = new("The joint committee.", 78),
        ["committeeName"] = new("The name of the joint committee.", "贺兰联合党委"),
        ["personId"] = new("The person, by their number.", 7),
        ["personName"] = new("The person's name.", "李书记"),
        ["memberName"] = new("The member's name.", "王小明"),
        ["name"] = new("Its name; a person's where it is one.", "王小明"),
        ["role"] = new("In which role."),
        ["contactName"] = new("Whom to ask for there.", "李书记"),
        ["unitLevel"] = new("On which level a unit stands; null for what is no unit."),
        ["closedAt"] = new("When it was closed; null while it is open.", null),

        // Times
        ["startsAt"] = new("When it begins."),
        ["endsAt"] = new("When it ends.", "2026-12-05T11:00:00+08:00"),
        ["dueAt"] = new("By when it has to be answered; null where nothing presses.", "2026-12-10T18:00:00+08:00"),
        ["fromAt"] = new("From when."),
        ["untilAt"] = new("Until when; null where no end is set.", "2027-11-30T23:59:00+08:00"),
        ["expiresAt"] = new("From then on it is worth nothing.", "2027-02-26T09:00:00+08:00"),
        ["confirmedAt"] = new("When it was confirmed; null before.", "2026-11-29T10:00:00+08:00"),
        ["refusedAt"] = new("When it was refused; null where it was not.", null),
        ["doneAt"] = new("When it was done; null before.", null),
        ["submittedAt"] = new("When it was handed in."),
        ["times"] = new("When, in words.", "每周三下午"),
        ["year"] = new("The calendar year.", 2026),

        // Tasks
        ["taskId"] = new("The task.", 205),
        ["title"] = new("What it is, in a few public words.", "清扫公园沙尘"),
        ["place"] = new("Where people meet.", "公园南门"),
        ["capacity"] = new("For how many people there is room.", 10),
        ["bring"] = new("What to bring.", "手套"),
        ["risk"] = new("What to mind.", "注意脚下台阶"),
        ["riskLevel"] = new("How much there is to mind."),
        ["insuranceConfirmed"] = new("The volunteers are insured.", false),
        ["skill"] = new("Who can do this comes to mind first; null where everybody can."),
        ["credential"] = new("A paper for this skill has to be shown; null where none is asked."),
        ["twoPeople"] = new("Nobody goes alone.", false),
        ["needsClearance"] = new("There is contact with minors: only who is checked for it may come.", false),
        ["minutes"] = new("How long, in minutes.", 90),
        ["number"] = new("The number that people say.", 3),

        // Lists and agreements
        ["offerId"] = new("The offer.", 3),
        ["offerTitle"] = new("What the offer is.", "排查老旧小区电路"),
        ["needId"] = new("The need.", 5),
        ["needTitle"] = new("What the need is.", "看看老旧小区的电路"),
        ["quantity"] = new("How much, counted in `measure`.", 2),
        ["measure"] = new("What is counted: 人次, 场, 套.", "人次"),
        ["what"] = new("What is given.", "文明劝导岗"),
        ["per"] = new("In which period so much is given."),
        ["parties"] = new("The units and communities that agree."),
        ["commitments"] = new("What is promised, line by line."),
        ["commitmentId"] = new("The commitment.", 12),
        ["giver"] = new("The name of who gives.", "供电公司"),
        ["giverId"] = new("Who gives.", 56),
        ["giverName"] = new("The name of who gives.", "供电公司"),
        ["receiver"] = new("The name of who receives.", "贺兰社区"),
        ["receiverId"] = new("Who receives.", 34),
        ["receiverName"] = new("The name of who receives.", "贺兰社区"),
        ["goal"] = new("What it is for.", "让老旧小区用电更放心"),
        ["rhythm"] = new("How often the parties meet, in words.", "每季度碰一次头"),
        ["exitClause"] = new("How it may be left.", "提前 30 天说一声"),
        ["position"] = new("Its place in the order, from 1.", 1),

        // Care
        ["tier"] = new("How often somebody goes: `A` each week, `B` each month, `C` each quarter."),
        ["way"] = new("Whether somebody goes or calls."),
        ["firstId"] = new("The first of the pair that is asked, by their number.", 901),
        ["secondId"] = new("The other of the pair; null while there is none.", 902),

        // A "no"
        ["type"] = new("Not used: `code` tells one kind from another.", null),
        ["status"] = new("The HTTP status once more.", 409),
        ["detail"] = new("What to do, in the language of `Accept-Language`."),
        ["instance"] = new("Not used: `requestId` tells one from another.", null),

        // Files
        ["added"] = new("How many rows are new.", 2),
        ["changed"] = new("How many rows change something.", 1),
        ["unchanged"] = new("How many rows change nothing.", 40),
        ["refused"] = new("How many rows are not taken.", 1),
    };

    /// <summary>What a field may look like where the word's own example, or none, would be odd.</summary>
    public static readonly IReadOnlyDictionary<string, object> Here = new Dictionary<string, object>(StringComparer.Ordinal)
    {
        ["AgreementAnswer.title"] = "供电公司与贺兰社区共建",
        ["AgreementLine.title"] = "供电公司与贺兰社区共建",
        ["AgreementFacts.title"] = "供电公司与贺兰社区共建",
        ["AgreementAnswer.number"] = "HL-2026-003",
        ["AgreementAnswer.name"] = "HL-2026-003",
        ["AgreementLine.name"] = "HL-2026-003",
        ["AgreementAnswer.endsAt"] = "2027-12-04T23:59:00+08:00",
        ["AgreementLine.endsAt"] = "2027-12-04T23:59:00+08:00",
        ["AgreementFacts.endsAt"] = "2027-12-04T23:59:00+08:00",
        ["AgreementAnswer.standing"] = "还有 340 天到期",
        ["CaseWords.words"] = "3号楼2单元的灯坏了三天了",
        ["CaseWords.contact"] = "王阿姨 19900001234 上午",
        ["CaseLikeness.spot"] = "3号楼2单元",
        ["CaseCounts.key"] = "SelfReview",
        ["CommitmentAnswer.standing"] = "应有 4 人次，已有 4 人次",
        ["AgreementFacts.parties"] = "供电公司",
        ["AppointmentTags.tags"] = "GridLead",
        ["CareDoor.phone"] = "19900001234",
        ["DutyPhone.phone"] = "0483-8220000",
        ["RosterLine.phone"] = "19900001234",
        ["RosterMember.phone"] = "*******1234",
        ["OrgRowResult.sheet"] = "Sheet1",
        ["OrgTags.brands"] = "红色驿站",
        ["OrgTags.estates"] = "金沙苑",
        ["OrgTags.showcases"] = "城市融合党建示范点",
        ["PaperLine.community"] = "贺兰社区",
        ["AgreementLine.parties"] = "供电公司、贺兰社区",
        ["AgreementParty.contacts"] = "李书记",
        ["AgendaItem.title"] = "冬季清雪怎么分片",
        ["AgendaItem.decision"] = "供电公司负责东片",
        ["ApiToken.name"] = "每周名单",
        ["IssuedToken.name"] = "每周名单",
        ["IssuedToken.secret"] = "cgt_…",
        ["IssuedCalendar.name"] = "办公室的日历",
        ["IssuedCalendar.url"] = "https://desk.example.org/calendar/cgt_….ics",
        ["AskingCode.code"] = "K7M3",
        ["BindingCode.code"] = "R4WT-7KQ2",
        ["Invitation.code"] = "H3NP-9XDA",
        ["AskedWords.words"] = "家里的灯坏了，没人会修。",
        ["AuditEntry.entity"] = "task",
        ["AuditEntry.action"] = "cancel",
        ["CareDoor.name"] = "张大娘",
        ["CareDoor.door"] = "金沙苑3号楼2单元501",
        ["CareDoor.handover"] = "敲门重一点",
        ["CareReading.reader"] = "李书记",
        ["DepartedAccount.channel"] = "wecom",
        ["DepartedAccount.userId"] = "wangxiaoming",
        ["ImportRowView.detail"] = "手机号少一位，请核对。",
        ["LetterView.issuer"] = "贺兰社区",
        ["Meeting.title"] = "联合党委十二月例会",
        ["Meeting.place"] = "党群服务中心二楼",
        ["MeetingView.title"] = "联合党委十二月例会",
        ["MeetingView.place"] = "党群服务中心二楼",
        ["Need.title"] = "给老人讲防诈骗",
        ["Offer.title"] = "排查老旧小区电路",
        ["OpenCode.forWhom"] = "王小明",
        ["OpenCode.issuedBy"] = "李书记",
        ["OrgPast.name"] = "贺兰居委会",
        ["OrgRowResult.name"] = "新城社区",
        ["OrgRowResult.detail"] = "没有这个上级，请核对。",
        ["OrgView.name"] = "贺兰社区",
        ["PaperLine.task"] = "清扫公园沙尘",
        ["Proposal.words"] = "同一类，时间合适",
        ["RoleTagKind.code"] = "GridLead",
        ["RoleTagKind.label"] = "网格长",
        ["SheetNoticeView.detail"] = "上面的 1 行标题没有读。",
        ["SheetNoticeView.sheet"] = "Sheet1",
        ["ToDoItem.askedBy"] = "王小明",
        ["YearLine.agreement"] = "供电公司与贺兰社区共建",
        ["YearPage.whose"] = "贺兰社区",
    };

    /// <param name="Meaning">A short sentence: what it is, in which unit.</param>
    /// <param name="Example">What it may look like; where it is left out, by its type.</param>
    internal sealed record Word(string Meaning, object? Example = null);
}
