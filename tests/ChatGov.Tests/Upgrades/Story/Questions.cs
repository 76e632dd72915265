namespace ChatGov.Tests.Upgrades.Story;

/// <summary>Every question of every conversation, left open.</summary>
internal static class Questions
{
    private const string Secretary = "secretary";
    private const string SaturdayMorning = "周六上午9点到11点";

    public static async Task Ask(Town town)
    {
        var failed = new List<string>();
        foreach (var walk in All(town))
        {
            if (await walk.Go(town) is { } why)
            {
                failed.Add(why);
            }
        }

        Assert.True(failed.Count == 0, string.Join("\n\n", failed));
    }

    public static IEnumerable<Walk> All(Town town) =>
        [.. Newcomers(town), .. Members(town), .. Offices(town), .. Publishing(town), .. Amending(town), .. Lists(town), .. Units(town), .. Care(town), .. Speaking(town), .. Ledger(town)];

    private static IEnumerable<Walk> Newcomers(Town town)
    {
        string[] agreed = ["报到", ">consent_yes"];
        var helan = $">answer:{town["helan"]}";
        return
        [
            new("help_request", "text", null, ["转人工"], town.Words("help_request.text", "help request")),
            new("help_request", "text", null, ["投诉平台"], town.Words("help_request.text.complaint", "complaint")) { About = "complaint" },
            new("register", "proof", null, agreed, ">answer:Volunteer"),
            new("register", "community", null, [.. agreed, ">answer:RetiredMember", "贺兰"], helan),
            new("register", "unit", null, [.. agreed, ">answer:ServingMember", ">answer:partner", "供电试公司"], $">answer:{town["garden"]}"),
            new("register", "name", null, [.. agreed, ">answer:Volunteer", "贺兰", helan], town.Name("register.name")),
            new("register", "kind_of_person", null, [.. agreed, "@", "贺兰", helan], ">answer:Volunteer"),
            new("ask_need", "org", null, ["提需求", ">consent_yes"], "贺兰"),
        ];
    }

    private static IEnumerable<Walk> Members(Town town)
    {
        return
        [
            new("transfer", "query", "m21", ["转社区"], "园林"),
            new("transfer", "target", "m22", ["转社区", "园林"], ">answer:keep"),
            new("answer_community", "words", "moving", ["回答社区"], town.Words("moving", "registration answer")),
            new("pause", "until", "m20", ["暂停"], ">answer:14"),
            new("leave", "sure", "m16", ["退出"], ">answer:no"),
            new("leave", "sure", "m18", ["删除我"], ">answer:yes") { About = "erase" },
            new("rename", "name", "m03", ["改名"], "王新名"),
            new("rename", "confirm", "m02", ["改名 王新名"], ">answer:change_one"),
            new("help_request", "text", "m02", ["转人工", "任务"], ">take_as_answer:") { About = "command" },
            new("skills", "skills", "m03", ["特长"], "水电"),
            new("free_times", "times", "m03", ["空闲"], "周六上午"),
            new("object_hours", "which", "m05", ["有误"], ">answer:"),
            new("object_hours", "long", "m06", ["有误", ">answer:"], "90分钟"),
            new("object_hours", "why", "m07", ["有误", ">answer:", "90分钟"], town.Words("m07", "objection")),
            new("paper", "org", "veteran", ["证明"], $">answer:{town["helan"]}"),
            new("paper", "period", "veteran", ["证明", $">answer:{town["helan"]}"], ">answer:year"),
            new("paper", "unit", "veteran", ["单位信", $">answer:{town["helan"]}", ">answer:all"], $">answer:{town["power"]}"),
            new("paper", "consent", "veteran", ["单位信", $">answer:{town["helan"]}", ">answer:all", $">answer:{town["power"]}"], ">answer:yes"),
            new("help_request", "text", "m02", ["我的证明", ">paper:", ">paper_wrong:"], town.Words("m02", "help request")) { About = "paper" },
            new("help_request", "text", "m03", ["转人工", "#"], town.Words("m03", "help request")) { About = "photo" },
            new("ask_need", "kind", "m11", ["提需求"], ">answer:Goods"),
            new("ask_need", "for", "m11", ["提需求", ">answer:Goods"], ">answer:me"),
            new("ask_need", "words", "m11", ["微心愿", ">answer:Goods", ">answer:me"], town.Words("m11", "need")),
            new("ask_again", "words", "m06", ["我的需求", $">my_need:{town["returned"]}", $">ask_again:{town["returned"]}"], town.Words("m06", "need")) { About = "again" },
            new("visit_note", "words", "m19", ["我的看望", $">visit:{town["to say visit"]}", $">visit_said:{town["to say visit"]}xWell", ">visit_note:"], town.Words("m19", "visit note")),
        ];
    }

    private static IEnumerable<Walk> Offices(Town town)
    {
        return
        [
            new("return", "reason", Secretary, ["待办", $">review:{town["reported-1"]}", $">return:{town["reported-1"]}"], town.Words(Secretary, "return reason")),
            new("ask_reporter", "words", Secretary, ["待办", $">review:{town["reported-1"]}", $">ask_reporter:{town["reported-1"]}"], town.Words(Secretary, "registration question")),
            new("sign_out", "sure", Secretary, ["下线"], ">answer:no"),
            new("answer_help", "text", Secretary, ["待办", ">answer_help:"], town.Words(Secretary, "answer")),
            new("roster", "who", Secretary, ["待办", $">roster:{town["over 1"]}"], ">answer:all"),
            new("roster", "which", Secretary, ["待办", $">roster:{town["over 2"]}", $"除了1号，加上{town.NameOf("m23")}"], ">answer:"),
            new("roster", "sure", Secretary, ["待办", $">roster:{town["over 3"]}", "1号只来了30分钟"], ">answer:yes"),
            new("decline_claim", "reason", Secretary, ["待办", ">review_claim:", ">decline_claim:"], town.Words(Secretary, "decline reason")),
            new("letter_return", "reason", Secretary, ["待办", $">letter_review:{town["to return letter"]}", $">letter_return:{town["to return letter"]}"], town.Words(Secretary, "letter return reason")),
            new("void_paper", "reason", Secretary, ["作废 " + town.Manifest.Codes.Last(code => code.Kind == "paper to void").Code], town.Words(Secretary, "void reason")),
            new("postpone", "when", Secretary, ["改期", $">postpone:{town["to postpone"]}"], "12月13日上午9点到11点"),
            new("postpone", "confirm", Secretary, ["改期", $">postpone:{town["to postpone"]}", "12月13日上午9点到11点"], ">answer:yes"),
            new("cancel_task", "weeks", Secretary, ["取消任务", $">cancel_task:{town["weekly"]}"], ">answer:this"),
            new("cancel_task", "reason", Secretary, ["取消任务", $">cancel_task:{town["to cancel"]}"], town.Words(Secretary, "cancel reason")),
            new("adjust_hours", "long", Secretary, ["待办", $">review_objection:{town["objection of m03"]}", ">adjust_objection:"], "一小时"),
            new("tell_all", "text", Secretary, ["谁来", $">who_comes:{town["led"]}", ">tell_all:"], town.Words(Secretary, "word to all")),
            new("tell_all", "confirm", Secretary, ["谁来", $">who_comes:{town["led"]}", ">tell_all:", town.Words(Secretary, "word to all")], ">answer:yes"),
        ];
    }

    private static IEnumerable<Walk> Amending(Town town)
    {
        string[] open = ["改任务", $">amend_task:{town["to postpone"]}"];
        (string Name, string Label, string Answer)[] answers =
        [
            ("title", "标题", town.Words(Secretary, "amended title", "教老人用平板")), ("when", "时间", "12月14日上午9点到11点"), ("place", "地点", town.Words(Secretary, "amended place", "二楼活动室")),
            ("places", "人数", "5"), ("bring", "带什么", town.Words(Secretary, "amended bring", "水杯")), ("contact", "联系人", $"{town.Name(Secretary)} {town.Phone(Secretary)}"), ("risk", "注意", town.Words(Secretary, "amended risk", "路滑")),
        ];
        return
        [
            .. answers.Select(each => new Walk("amend_task", each.Name, Secretary, [.. open, $"{each.Label}改一下"], each.Answer)),
            new("amend_task", "confirm", Secretary, [.. open, "地点改成北门广场"], ">answer:yes"),
        ];
    }

    private static IEnumerable<Walk> Publishing(Town town)
    {
        const string chat = "publish_task";
        var title = town.Words(Secretary, "task title", "教老人用手机");
        var place = town.Words(Secretary, "task place", "活动室");
        var contact = $"{town.Name(Secretary)} {town.Phone(Secretary)}";
        (string Step, string Answer)[] answers =
            [("title", title), ("when", SaturdayMorning), ("place", place), ("places", "3"), ("confirm", ">answer:yes")];
        foreach (var (number, (step, answer)) in answers.Index())
        {
            yield return new Walk(chat, step, Secretary, ["发任务", .. answers.Take(number).Select(before => before.Answer)], answer);
        }

        string[] whole = ["发任务", .. answers.Select(each => each.Answer).SkipLast(1)];
        yield return new Walk(chat, "change_one", Secretary, [.. whole, ">answer:change_one"], ">answer:place");
        yield return new Walk(chat, "contact", Secretary, [.. whole, ">answer:change_one", ">answer:contact"], contact);
        yield return new Walk(chat, "special", Secretary, [.. whole, ">answer:change_one", ">answer:special"], ">answer:none");
        yield return new Walk(chat, "bring", Secretary, [.. whole, ">answer:change_one", ">answer:bring"], town.Words(Secretary, "task bring", "手套"));
        yield return new Walk(chat, "risk", Secretary, [.. whole, ">answer:change_one", ">answer:risk"], town.Words(Secretary, "task risk", "注意台阶"));
        yield return new Walk(chat, "weeks", Secretary, [.. whole, ">answer:change_one", ">answer:weeks"], ">answer:4");
        yield return new Walk(chat, "org", "deputy", ["发任务"], $">answer:{town["helan"]}");
        yield return new Walk(chat, "until", Secretary, ["发任务", title, "周六上午9点"], "11点半");
        yield return new Walk(chat, "credential", Secretary, [.. whole, ">answer:change_one", ">answer:special", ">answer:credential"], ">answer:HealthCare");
        yield return new Walk("publish_for_need", "when", Secretary, ["需求", $">need:{town["post"]}", ">need_task:"], SaturdayMorning) { About = "need" };
        yield return new Walk("publish_for_match", "when", Secretary, ["对接", $">match:{town["accepted"]}", ">match_task:"], SaturdayMorning) { About = "match" };
        yield return new Walk("publish_for_visit", "when", Secretary, ["谁家该去看了", $">care_plan:{town["to ask all"]}", ">ask_community:"], SaturdayMorning) { About = "visit" };
    }

    private static IEnumerable<Walk> Lists(Town town)
    {
        string[] wish = ["需求", ">add_need", ">answer:Wish", ">answer:Goods"];
        var title = town.Words(Secretary, "need title", "护眼台灯");
        return
        [
            new("accept_need", "org", "deputy", ["需求", ">add_need"], $">answer:{town["helan"]}"),
            new("accept_need", "form", Secretary, wish[..2], ">answer:Wish"),
            new("accept_need", "form", Secretary, [.. wish[..2], "任务"], ">leave_for:list_tasks") { About = "leave" },
            new("accept_need", "kind", Secretary, wish[..3], ">answer:Goods"),
            new("accept_need", "title", Secretary, wish, title),
            new("accept_need", "amount", Secretary, [.. wish, title], "1台"),
            new("accept_need", "size", Secretary, [.. wish, title, "1台"], "200元"),
            new("accept_need", "confirm", Secretary, [.. wish, title, "1台", "200元"], ">answer:yes"),
            new("accept_need", "change_one", Secretary, [.. wish, title, "1台", "200元", ">answer:change_one"], ">answer:amount"),
            new("accept_need", "times", Secretary, ["需求", ">add_need", ">answer:Post", ">answer:People", title, "2人"], town.Words(Secretary, "need times", "每周三")),
            new("accept_need", "title", Secretary, ["待办", $">need:{town["to accept"]}", ">accept_need:"], town.Words(Secretary, "need title", "二手书桌")) { About = "asked" },
            new("need_return", "words", Secretary, ["待办", $">need:{town["to return"]}", ">return_need:"], town.Words(Secretary, "need return reason")) { About = "return" },
            new("need_refer", "words", Secretary, ["待办", $">need:{town["to refer"]}", ">refer_need:"], town.Words(Secretary, "need refer door")) { About = "refer" },
            new("need_let_go", "words", Secretary, ["需求", $">need:{town["to let go"]}", ">let_go_need:"], town.Words(Secretary, "need let go reason")) { About = "let_go" },
            new("match_cancel", "words", Secretary, ["对接", $">match:{town["to cancel match"]}", ">match_cancel:"], town.Words(Secretary, "match cancel reason")) { About = "cancel" },
        ];
    }

    private static IEnumerable<Walk> Units(Town town)
    {
        string[] review = ["协议", $">agreement:{town["long agreement"]}", ">review_agreement:"];
        var toChange = town.Words("liaison", "to change");
        string[] expert = ["报资源", ">answer:Expert", ">answer:HealthCare", ">answer:no"];
        var title = town.Words("liaison", "offer title", "查线路");
        return
        [
            new("add_offer", "unit", "liaison-of-two", ["报资源"], $">answer:{town["bank"]}"),
            new("add_offer", "kind", "liaison", ["报资源"], ">answer:Expert"),
            new("add_offer", "skill", "liaison", expert[..2], ">answer:HealthCare"),
            new("add_offer", "paper", "liaison", expert[..3], ">answer:no"),
            new("add_offer", "title", "liaison", expert, title),
            new("add_offer", "amount", "liaison", [.. expert, title], "4人"),
            new("add_offer", "times", "liaison", [.. expert, title, "4人"], town.Words("liaison", "offer times", "周末")),
            new("agreement_review", "kept", "liaison", review, ">answer:yes"),
            new("agreement_review", "change", "liaison", [.. review, ">answer:yes"], toChange),
            new("agreement_review", "renew", "liaison", [.. review, ">answer:yes", toChange], ">answer:yes"),
            new("agreement_change", "words", "liaison", ["协议", $">agreement:{town["proposed"]}", ">change_agreement:"], town.Words("liaison", "change reason")),
            new("agreement_end", "words", "liaison", ["协议", $">agreement:{town["in force"]}", ">end_agreement:"], town.Words("liaison", "end reason")),
            new("agreement_refuse", "words", Secretary, ["待办", $">delivery:{town["said"]}", ">refuse_delivery:"], town.Words(Secretary, "refuse reason")),
            new("say_delivery", "quantity", "liaison", ["协议", $">agreement:{town["in force"]}", ">say_delivery:"], "1次"),
            new("add_point", "title", "liaison", ["会议", $">meeting:{town["meeting ahead"]}", ">add_point:"], town.Words("liaison", "agenda point")),
        ];
    }

    private static IEnumerable<Walk> Care(Town town) =>
    [
        new("care_pause", "words", Secretary, ["谁家该去看了", $">care_plan:{town["to pause"]}", ">pause_care:"], town.Words(Secretary, "pause reason")),
        new("care_pair", "first", Secretary, ["谁家该去看了", $">care_plan:{town["to pause"]}", ">care_pair:"], ">answer:"),
        new("care_pair", "second", Secretary, ["谁家该去看了", $">care_plan:{town["to pause"]}", ">care_pair:", ">answer:"], ">answer:0"),
        new("care_pair", "confirm", Secretary, ["谁家该去看了", $">care_plan:{town["to pause"]}", ">care_pair:", ">answer:", ">answer:0"], ">answer:yes"),
        new("care_end", "words", Secretary, ["谁家该去看了", $">care_plan:{town["to end"]}", ">end_care:"], town.Words(Secretary, "end reason")),
    ];

    private static IEnumerable<Walk> Speaking(Town town)
    {
        var words = town.Words("m16", "case words");
        string[] told = ["反映", words];
        return
        [
            new("speak_up", "words", "m16", told[..1], words),
            new("speak_up", "kind", "m16", told, ">answer:Repair") { About = "asked" },
            new("speak_up", "org", null, ["反映", ">consent_yes", town.Words("speak_up.org", "case words"), ">answer:Repair"], "贺兰"),
            new("speak_up", "spot", "m16", [.. told, ">answer:Repair"], town.Words("m16", "case spot")),
            new("speak_up", "for", "g1", [.. told, ">answer:Help", ">answer:none"], ">answer:me"),
            new("speak_up", "reach", "g1", [.. told, ">answer:Consult"], ">answer:Chat"),
            new("speak_up", "contact", "g2", [.. told, ">answer:Consult", ">answer:Phone"], town.Phone("g2")),
            new("add_to_case", "words", "m05", ["我反映的", $">my_case:{town["worked on"]}", ">add_to_case:"], town.Words("m05", "case words")),
            new("case_not_solved", "words", "m11", ["我反映的", $">my_case:{town["to confirm"]}", ">case_not_solved:"], town.Words("m11", "case words")),
            new("withdraw_case", "confirm", "m03", ["我反映的", $">my_case:{town["taken up"]}", ">withdraw_case:"], ">answer:yes"),
        ];
    }

    private static IEnumerable<Walk> Ledger(Town town)
    {
        var words = town.Words("deputy", "case words");
        string[] down = ["代报", $">answer:{town["helan"]}", words, ">answer:Repair"];
        string[] found = ["登记问题", $">answer:{town["helan"]}", ">answer:Inspection", words];
        Walk Of(string thing, string form, string step, string button, string next, params string[] before) =>
            new(form, step, Secretary, ["事项", $">case:{town[thing]}", $">{button}:", .. before], next);

        return
        [
            Of("spoken up", "refer_case", "words", "refer_case", town.Words(Secretary, "case door")),
            Of("alike", "merge_case", "into", "merge_case", ">answer:"),
            new("accept_case_as", "kind", Secretary, ["事项", $">case:{town["alike"]}", $">accept_case:{town["alike"]}!"], ">answer:Complex"),
            Of("taken up", "assign_case", "handler", "assign_case", "供电"),
            Of("worked on", "park_case", "cause", "park_case", town.Words(Secretary, "case cause")),
            Of("worked on", "park_case", "day", "park_case", ">answer:7", town.Words(Secretary, "case cause")),
            Of("worked on", "extend_case", "days", "extend_case", "3"),
            Of("worked on", "extend_case", "why", "extend_case", town.Words(Secretary, "case why"), "3"),
            Of("worked on", "escalate_case", "words", "escalate_case", town.Words(Secretary, "case why")),
            Of("worked on", "publish_for_case", "title", "case_task", town.Words(Secretary, "task title", "换路灯")),
            Of("to call", "record_call", "outcome", "record_call", ">answer:Unreached"),
            Of("to call", "record_call", "rating", "record_call", ">answer:none", ">answer:Solved"),
            new("record_thank_you", "outcome", Secretary, ["感谢回访", ">thank_you_call:", ">record_thank_you:"], ">answer:AsSaid"),
            new("give_back_case", "words", "liaison", ["事项", $">case:{town["to resolve"]}", ">give_back_case:"], town.Words("liaison", "case give back")),
            new("ask_about_case", "words", "liaison", ["事项", $">case:{town["to resolve"]}", ">ask_about_case:"], town.Words("liaison", "case question")),
            new("resolve_case", "words", "liaison", ["事项", $">case:{town["to resolve"]}", ">resolve_case:"], town.Words("liaison", "case result")),
            new("answer_case", "words", "street", ["事项", $">case:{town["passed up"]}", ">answer_case:"], town.Words("street", "case answer")),
            new("write_down_case", "org", "deputy", down[..1], $">answer:{town["helan"]}"),
            new("write_down_case", "words", "deputy", down[..2], words),
            new("write_down_case", "kind", "deputy", down[..3], ">answer:Repair"),
            new("write_down_case", "spot", "deputy", down, town.Words("deputy", "case spot")),
            new("write_down_case", "contact", "deputy", [.. down, ">answer:none"], town.Phone("deputy")),
            new("record_case", "org", "deputy", found[..1], $">answer:{town["helan"]}"),
            new("record_case", "source", "deputy", found[..2], ">answer:Inspection"),
            new("record_case", "words", "deputy", found[..3], words),
            new("record_case", "kind", "deputy", found, ">answer:Repair"),
            new("record_case", "spot", "deputy", [.. found, ">answer:Repair"], town.Words("deputy", "case spot")),
        ];
    }
}
