namespace Ledger.Server.Tests.Feed;

/// <summary>What writers send under whom servers are killed.</summary>
internal static class SoakBodies
{
    public static object Planned(string project) => new
    {
        type = "project_planned", id = project, plan = "wuxi-145", effectiveOn = "2022-03-31", name = project, scope = new { category = "compulsory", sites = Array.Empty<string>(), scale = new { } }, schedule = new { },
    };

    public static object Progress(int nth) => new { type = "progress_reported", effectiveOn = "2023-06-30", percent = nth % 100 };
}
