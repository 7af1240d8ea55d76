using Ledger.Server.Audit;
using Ledger.Server.Compare;
using Ledger.Server.Findings;
using Ledger.Server.Indicators;
using Ledger.Server.Plans;
using Ledger.Server.Projects;

namespace Ledger.Server.Api;

/// <summary>Version 1 of the API: every operation, once.</summary>
internal static class ApiEndpoints
{
    public static void MapApi(this IEndpointRouteBuilder app)
    {
        var api = app.MapGroup("/api/v1");
        ListPlans.Map(api);
        ShowPlan.Map(api);
        ListPlanEntries.Map(api);
        ListPeriods.Map(api);
        ListFindings.Map(api);
        ListProjects.Map(api);
        ShowProject.Map(api);
        ListProjectEntries.Map(api);
        ListIndicators.Map(api);
        ShowIndicator.Map(api);
        ListIndicatorEntries.Map(api);
        ShowSeries.Map(api);
        CompareTimes.Map(api);
        ListAudit.Map(api);
        ExportAudit.Map(api);
        ListAuditReads.Map(api);
    }
}
