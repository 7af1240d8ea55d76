using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary>Says above every answer which two times it is about, and below it how much is not shown.</summary>
internal static class Heading
{
    public static void Print(CommandContext context, Times times)
    {
        var known = times.KnownAt is { } instant ? $", {TimeText.Of(instant)}" : "";
        context.Terminal.Out.WriteLine(context.Say(
            $"业务日期 {TimeText.Of(times.AsOf)} · 台账位置 {times.Position}{known}",
            $"As of {TimeText.Of(times.AsOf)} · known at position {times.Position}{known}"));
    }

    /// <summary>Says that something below is made up, where it is.</summary>
    public static void Simulated(CommandContext context, bool simulated)
    {
        if (simulated) context.Terminal.Out.WriteLine(context.Say("模拟数据：代码以 sim- 开头的规划、项目和指标均为虚构。", "Simulated: plans, projects and indicators whose codes begin with 'sim-' are made up."));
    }

    public static void Count(CommandContext context, long shown, long total, string chinese, string english)
    {
        context.Terminal.Out.WriteLine(shown < total
            ? context.Say($"显示 {shown} / {total} {chinese}；用 --limit 显示更多。", $"{shown} of {total} {english}; --limit shows more.")
            : context.Say($"共 {total} {chinese}。", $"{total} {english}."));
    }
}
