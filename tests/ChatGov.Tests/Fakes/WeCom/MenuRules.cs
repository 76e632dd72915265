using System.Text.Json;

namespace ChatGov.Tests.Fakes.WeCom;

/// <summary>What the app's menu has to keep to.</summary>
internal static class MenuRules
{
    private const int MostBelow = 5;
    private static readonly string[] WithKey = ["click", "scancode_push", "scancode_waitmsg", "pic_sysphoto", "pic_photo_or_album", "pic_weixin", "location_select"];

    public static void Check(JsonElement menu)
    {
        var buttons = menu.List("button");
        WeComRefusal.Unless(buttons.Count is >= 1 and <= 3, "button size", 40016);
        foreach (var button in buttons)
        {
            Name(button, most: 16, 40018);
            if (button.Has("sub_button"))
            {
                Parent(button);
            }
            else
            {
                Leaf(button, 40017, 40019, 40020);
            }
        }
    }

    private static void Parent(JsonElement button)
    {
        WeComRefusal.Unless(!button.Has("type") && !button.Has("key") && !button.Has("url"), "a button with others below has neither type nor key");
        WeComRefusal.Unless(button.List("sub_button").Count is >= 1 and <= MostBelow, "sub_button size", 40023);
        foreach (var below in button.List("sub_button"))
        {
            WeComRefusal.Unless(!below.Has("sub_button"), "sub_button level", 40022);
            Name(below, most: 40, 40025);
            Leaf(below, 40024, 40026, 40027);
        }
    }

    private static void Leaf(JsonElement button, int type, int key, int url)
    {
        var kind = button.Text("type");
        WeComRefusal.Unless(WithKey.Contains(kind) || kind is "view" or "view_miniprogram", "button type", type);
        WeComRefusal.Unless(!WithKey.Contains(kind) || WeComFields.Bytes(button.Text("key")) is >= 1 and <= 128, "button key size", key);
        WeComRefusal.Unless(kind != "view" || WeComFields.Bytes(button.Text("url")) is >= 1 and <= 1_024, "button url size", url);
    }

    private static void Name(JsonElement button, int most, int code) =>
        WeComRefusal.Unless(WeComFields.Bytes(button.Text("name")) is >= 1 and var length && length <= most, "button name size", code);
}
