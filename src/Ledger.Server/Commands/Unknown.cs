using Ledger.Server.Hosting;

namespace Ledger.Server.Commands;

/// <summary>The ledger has never heard of something; the sentence says where to look it up.</summary>
internal static class Unknown
{
    public static LedgerFailure Plan(CommandContext context, string code) => new(ExitCode.Failed, context.Say(
        $"台账中没有规划 {code}；用 plans 查看全部规划。", $"The ledger has no plan '{code}'; 'ledger plans' lists them."));

    public static LedgerFailure Id(CommandContext context, string id) => new(ExitCode.Failed, context.Say(
        $"台账中没有 {id}：既不是项目、指标，也不是规划；用 projects --q 查找。",
        $"The ledger has no project, indicator or plan '{id}'; 'ledger projects --q …' finds projects."));

    public static LedgerFailure Then(CommandContext context, string id, Web.Times times) => new(ExitCode.Failed, context.Say(
        $"在业务日期 {TimeText.Of(times.AsOf)}、位置 {times.Position} 时，台账中还没有 {id}；用 history {id} 查看何时记入。",
        $"On {TimeText.Of(times.AsOf)} as known at position {times.Position} there was no '{id}' yet; 'ledger history {id}' says when it came."));
}
