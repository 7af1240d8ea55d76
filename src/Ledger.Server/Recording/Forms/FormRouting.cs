using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Plans;
using Ledger.Server.Recording.Reviewing;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary>The pages by which people record and review.</summary>
internal static class FormRouting
{
    /// <summary>Bytes of a form at most: as of a body of the API.</summary>
    public const int LargestForm = 256 * 1024;

    /// <summary>Maps them all.</summary>
    public static void MapForms(this IEndpointRouteBuilder app)
    {
        ShowRecordStart.Map(app);
        RecordOnProject.Map(app);
        RecordOnIndicator.Map(app);
        NewProjectForm.Map(app);
        NewIndicatorForm.Map(app);
        ClosePeriodForm.Map(app);
        IssueEvaluationForm.Map(app);
        VoidEntryForm.Map(app);
        CorrectEntryForm.Map(app);
        AttachEvidenceForm.Map(app);
        ReviewQueue.Map(app);
    }

    /// <summary>Maps a page with a form that records, and what takes it at the same address.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="operation">Its parameters; those of every form are added.</param>
    /// <param name="find">Finds what the form is for, and whether its reader may fill it in the region.</param>
    /// <param name="roles">Roles of which its reader has one somewhere.</param>
    public static void MapForm(
        this IEndpointRouteBuilder routes, string pattern, Operation operation, Func<ApiRequest, HttpContext, RecordOn, Task<Found>> find, params Role[] roles)
    {
        operation = operation with { Parameters = [.. operation.Parameters, FormKey.Parameter] };
        routes.MapPage(pattern, operation, async (ApiRequest request, HttpContext context, RecordOn on, FormDesk desk) =>
            await desk.ShowAsync(context, await find(request, context, on))).RequireRole(roles);
        routes.MapForm(pattern, operation, async (ApiRequest request, HttpContext context, RecordOn on, FormDesk desk) =>
            await desk.TakeAsync(context, await find(request, context, on)), LargestForm).RequireRole(roles);
    }
}
