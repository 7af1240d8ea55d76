using System.Text.Encodings.Web;
using System.Text.Unicode;
using Ledger.Server.Audit;
using Ledger.Server.Board;
using Ledger.Server.Compare;
using Ledger.Server.Feed;
using Ledger.Server.Findings;
using Ledger.Server.Guide;
using Ledger.Server.History;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Forms;
using Ledger.Server.Indicators;
using Ledger.Server.Overview;
using Ledger.Server.Projects;
using Ledger.Server.Recording.Forms;
using Ledger.Server.Search;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Forms;
using Microsoft.AspNetCore.Http.HttpResults;
using Microsoft.AspNetCore.Mvc;

namespace Ledger.Server.Pages;

/// <summary>Marks an endpoint that answers with a page.</summary>
internal sealed class PageMarker;

/// <summary>How pages are mapped and answered.</summary>
internal static class PageRouting
{
    private const int LargestForm = 64 * 1024;

    public static void AddPages(this IServiceCollection services)
    {
        services.AddRazorComponents();
        services.AddSingleton<Assets>();
        services.AddSingleton<PlanRegions>();
        // Chinese as it is: three bytes a character and not eight.
        services.AddSingleton(HtmlEncoder.Create(UnicodeRanges.All));
    }

    /// <summary>Maps all pages.</summary>
    public static void MapPages(this IEndpointRouteBuilder app)
    {
        ShowOverview.Map(app);
        ShowSearch.Map(app);
        ShowProjectPage.Map(app);
        ShowEntryPage.Map(app);
        ShowFindings.Map(app);
        ShowComparison.Map(app);
        ShowIndicators.Map(app);
        ShowIndicatorPage.Map(app);
        app.MapForms();
        ShowApiGuide.Map(app);
        ShowAuditPage.Map(app);
        ShowAuditReadsPage.Map(app);
        AccountsPageEndpoint.Map(app);
        AccountPageEndpoint.Map(app);
        KeysPageEndpoint.Map(app);
        OwnAccountEndpoint.Map(app);
        ShowBoard.Map(app);
        ShowLivePage.Map(app);
        SubscriptionsPageEndpoint.Map(app);
        SubscriptionPageEndpoint.Map(app);
    }

    /// <summary>Maps a page. The handler takes an <see cref="ApiRequest"/> and answers with <see cref="Page{TPage,TModel}"/>.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="operation">Its parameters; the language is added.</param>
    /// <param name="handler">What answers.</param>
    public static RouteHandlerBuilder MapPage(this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler) => routes
        .MapGet(pattern, handler)
        .WithMetadata(Paged(operation), new PageMarker())
        .ExcludeFromDescription();

    /// <summary>Maps what takes a form of a page, at the page's own address: so the page can show it again with what is wrong.</summary>
    /// <param name="routes">Where.</param>
    /// <param name="pattern">Its address.</param>
    /// <param name="operation">The operation of the page.</param>
    /// <param name="handler">What answers.</param>
    /// <param name="mostBytes">Bytes of the form at most.</param>
    public static RouteHandlerBuilder MapForm(this IEndpointRouteBuilder routes, string pattern, Operation operation, Delegate handler, int mostBytes = LargestForm) => routes
        .MapPost(pattern, handler)
        .WithMetadata(Paged(operation), new PageMarker(), new FormOfThisSite(), new RequestSizeLimitAttribute(mostBytes))
        .ExcludeFromDescription();

    /// <summary>Answers with a page.</summary>
    /// <typeparam name="TPage">The page.</typeparam>
    /// <typeparam name="TModel">What it shows.</typeparam>
    /// <param name="context">The request.</param>
    /// <param name="times">The two times that it is about; null where it is about none.</param>
    /// <param name="model">What it shows.</param>
    /// <param name="status">The status.</param>
    public static IResult Page<TPage, TModel>(this HttpContext context, Times? times, TModel model, int status = StatusCodes.Status200OK)
        where TPage : Page
    {
        PageLanguage.Remember(context);
        var view = View.Of(context, times);
        // Language and signing in make two pages of one address, so no cache on the way may keep it.
        context.Response.Headers.CacheControl = view.Caller is null && status == StatusCodes.Status200OK ? "private, no-cache" : "no-store";
        return new RazorComponentResult<PageHost<TPage, TModel>>(new Dictionary<string, object?>
        {
            [nameof(PageHost<,>.View)] = view, [nameof(PageHost<,>.Model)] = model,
        })
        {
            StatusCode = status, PreventStreamingRendering = true,
        };
    }

    private static Operation Paged(Operation operation) => operation with { Parameters = [.. operation.Parameters, PageLanguage.Parameter, PageNotice.Recorded] };
}
