using Ledger.Domain.Accounts;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Recording.Reviewing;
using Ledger.Server.Web;
using Microsoft.AspNetCore.Mvc;

namespace Ledger.Server.Recording.Forms;

/// <summary>The pages by which people record and review.</summary>
internal static class FormRouting
{
    private const int LargestForm = 256 * 1024;

    /// <summary>Maps them all.</summary>
    public static void MapForms(this IEndpointRouteBuilder app)
    {
        ShowRecordStart.Map(app);
        RecordOnProject.Map(app);
        RecordOnIndicator.Map(app);
        NewProjectForm.Map(app);
        NewIndicatorForm.Map(app);
        VoidEntryForm.Map(app);
        CorrectEntryForm.Map(app);
        AttachEvidenceForm.Map(app);
        ReviewQueue.Map(app);
    }

    /// <summary>Maps a page with a form and what takes it; for one role, in the region that the handlers find.</summary>
    public static void MapForm(this IEndpointRouteBuilder routes, string pattern, Operation operation, Role role, Delegate show, Delegate take)
    {
        routes.MapPage(pattern, operation, show).RequireRole(role);
        routes.MapPost(pattern, take).RequireRole(role).ExcludeFromDescription().WithMetadata(
            operation with { Parameters = [.. operation.Parameters, PageLanguage.Parameter, PageNotice.Recorded] }, new FormOfThisSite(), new RequestSizeLimitAttribute(LargestForm));
    }
}
