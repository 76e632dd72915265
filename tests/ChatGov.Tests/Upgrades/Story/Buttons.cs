using ChatGov.Conversations;
using ChatGov.Outbox;

namespace ChatGov.Tests.Upgrades.Story;

/// <summary>A button of every kind, sent and not pressed.</summary>
internal static class Buttons
{
    /// <summary>Looks at all that shows buttons which no notice and no question has sent.</summary>
    public static async Task Show(Town town)
    {
        foreach (var (who, moves) in All(town))
        {
            await town.Does(who, moves);
        }

        foreach (var (chat, words, number) in new[] { ("list", "任务", "1"), ("list.page", "任务", "6"), ("mine", "我的", "1") })
        {
            await town.Account(chat == "mine" ? "m07" : "m22", chat);
            await town.Does(chat, words);
            town.Leave(chat, flow: null, step: null, number);
        }

        await town.Does("not-agreed", "报到");
        town.Leave("not-agreed", flow: null, step: null, ">consent_yes");
    }

    /// <summary>Of all that was sent, notes the latest for each thing that buttons stand for.</summary>
    public static void Note(Town town)
    {
        var good = town.Db.Read(tx => tx.All<long>("SELECT id FROM prompt WHERE expires_at > @Now", new { tx.Now })).ToHashSet();
        town.Manifest.Buttons.AddRange(town.Channel.Sent.Reverse()
            .Where(sent => PromptToken.TryRead(sent.Message.Token, out var prompt, out _) && good.Contains(prompt))
            .SelectMany(sent => sent.Message.Choices.Index().Select(each => new SentButton(
                town.Channel.Name, sent.ChatId, each.Item.Action, each.Item.Label, sent.Message.Token!, each.Index)))
            .Where(button => Intent.Of(button.Action).Name != Conversation.AnswerIntent)
            .DistinctBy(button => Intent.Of(button.Action).Name)
            .OrderBy(button => button.Action, StringComparer.Ordinal));
    }

    private static IEnumerable<(string Who, string[] Moves)> All(Town town) =>
    [
        ("veteran", ["我的证明", ">paper:", ">paper_issue:"]),
        ("m22", ["语言", "我报上了没", "任务", "任务 周末", "时长", "我的证明", "解除关联"]),
        ("m02", ["我退休了"]),
        ("m06", ["我是志愿者"]),
        ("m21", ["任务", "1"]),
        ("m20", [$"认领{town["at noon"]}"]),
        ("m07", ["我的", "找人替"]),
        ("m10", ["我的证明"]),
        ("m12", ["我的证明", ">paper:"]),
        ("m13", ["我的证明", ">paper:"]),
        ("m01", ["我的需求", ">my_need:"]),
        ("m21", ["我的看望", ">visit:", ">take_visit:"]),
        ("m19", ["我的看望", $">visit:{town["taken visit"]}"]),
        ("secretary", ["本月情况"]),
        ("liaison", ["报到情况"]),
        ("liaison", ["帮助", "资源", $">offer:{town["offer"]}", "对接", $">match:{town["proposed by community"]}", "对接", $">match:{town["accepted"]}"]),
        ("liaison", ["协议", $">agreement:{town["proposed"]}", "协议", $">agreement:{town["long agreement"]}", "会议", $">meeting:{town["meeting ahead"]}"]),
        ("deputy", ["登录", "类别", ">task_kind:", "改期", "取消任务"]),
        ("secretary", ["帮助", "待办", $">review:{town["reported-2"]}", "待办", $">review_claim:{town.Count($"SELECT id FROM claim WHERE task_id = {town["repair"]} AND state = 'Pending'")}"]),
        ("secretary", ["待办", ">review_claim:", "待办", $">review_objection:{town["objection of m04"]}", "待办", $">letter_review:{town["to sign"]}", "待办", $">need:{town["asked"]}"]),
        ("secretary", ["需求", $">need:{town["post"]}", "对接", $">match:{town["proposed by unit"]}", "对接", $">match:{town["accepted too"]}", "待办", $">delivery:{town["said too"]}"]),
        ("secretary", ["谁家该去看了", $">care_plan:{town["due"]}", ">care_call:", $">care_plan:{town["paused"]}"]),
        ("secretary", ["待办", $">need:{town["with photo"]}"]),
        ("secretary", ["感谢回访"]),
        ("secretary", ["感谢回访", ">thank_you_call:"]),
        ("m24", ["我反映的", ">my_case:"]),
        ("g1", ["我反映的"]),
        ("m22", ["我反映的", $">my_case:{town["just closed"]}"]),
        ("m11", ["我反映的", $">my_case:{town["to confirm"]}"]),
        ("secretary", ["事项", $">case:{town["spoken up"]}", "事项", $">case:{town["alike"]}", "事项", $">case:{town["taken up"]}", "事项", $">case:{town["worked on"]}"]),
        ("secretary", ["事项", $">case:{town["parked"]}", "事项", $">case:{town["to call"]}"]),
        ("liaison", ["事项", $">case:{town["given to unit"]}", "事项", $">case:{town["to resolve"]}"]),
        ("street", ["事项", $">case:{town["passed up"]}"]),
        ("secretary", ["谁来", $">who_comes:{town["led"]}", "谁来", $">who_comes:{town["asked to lead"]}", ">hand_over:", "待办", ">answer_help:", "取消"]),
    ];
}
