using Ledger.Postgres.Audit;
using Ledger.Postgres.ReadModels;
using Ledger.Postgres.Reviews;
using Ledger.Server.Api;
using Ledger.Server.Audit;
using Ledger.Server.Evidence;
using Ledger.Server.Feed;
using Ledger.Server.Health;
using Ledger.Server.Identity;
using Ledger.Server.Pages;
using Ledger.Server.Projects;
using Ledger.Server.Recording;
using Ledger.Server.Telemetry;
using Ledger.Server.Web.Answers;
using Ledger.Server.Webhooks;
using Microsoft.AspNetCore.Http.Timeouts;
using Microsoft.AspNetCore.ResponseCompression;
using Microsoft.Extensions.FileProviders;

namespace Ledger.Server.Web;

/// <summary>The ledger on the web: the API, its description, the health checks and the pages. Composition only.</summary>
internal static class LedgerWeb
{
    /// <summary>Registers what the web needs. <see cref="Hosting.LedgerServices.AddLedger"/> registers the rest.</summary>
    public static void AddLedgerWeb(this WebApplicationBuilder builder)
    {
        FindAssets(builder);
        builder.Logging.AddFilter("Microsoft.AspNetCore", LogLevel.Warning);
        builder.WebHost.ConfigureKestrel(kestrel =>
        {
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestLineSize = RequestGuard.MaxRequestLine;
            kestrel.Limits.MaxRequestBufferSize = RequestGuard.MaxRequestLine + 64 * 1024;
            kestrel.Limits.MaxRequestBodySize = 1024 * 1024;
        });
        builder.Services.ConfigureHttpJsonOptions(options => WebJson.Apply(options.SerializerOptions));
        builder.Services.AddResponseCompression(options =>
        {
            // No answer holds a secret beside what a stranger chose, which is what makes compression over TLS dangerous.
            options.EnableForHttps = true;
            options.MimeTypes = [.. ResponseCompressionDefaults.MimeTypes, Problems.ContentType, AuditNdjson.ContentType, CloudEvents.BatchType, ShowSchema.ContentType];
        });
        builder.Services.AddRequestTimeouts(options => options.DefaultPolicy = new RequestTimeoutPolicy
        {
            Timeout = TimeSpan.FromSeconds(20), TimeoutStatusCode = StatusCodes.Status503ServiceUnavailable,
        });
        builder.Services.AddExceptionHandler<ExceptionProblems>();
        builder.Services.AddSingleton<StartupState>();
        builder.Services.AddSingleton(AnswerSettings.Of(builder.Configuration)).AddSingleton<AnswerCache>();
        builder.Services.AddSingleton<ProjectBlocks>().AddSingleton<PlanTotals>().AddSingleton<BoardMemory>();
        builder.Services.AddSingleton<LedgerPositions>();
        builder.Services.AddSingleton<LedgerSecrets>();
        builder.Services.AddSingleton<LedgerCounts>();
        builder.Services.AddSingleton<LedgerStatus>();
        builder.Services.AddSingleton<LedgerAudit>().AddSingleton<AuditReads>().AddSingleton<ReadWritingHours>().AddSingleton<ReadRecorder>();
        builder.Services.AddSingleton<LatestEntries>();
        builder.Services.AddSingleton<UnreviewedEntries>();
        builder.Services.AddSingleton<LedgerBoard>();
        builder.Services.AddRecording(builder.Configuration);
        builder.AddEvidence();
        builder.AddFeed();
        builder.AddWebhooks();
        builder.Services.AddPages();
        builder.Services.AddLedgerOpenApi();
        builder.AddIdentity();
        builder.AddTelemetry();
    }

    /// <summary>Maps everything that is served.</summary>
    public static void MapLedgerWeb(this WebApplication app)
    {
        app.UseSecurityHeaders();
        app.UseApiLimits();
        app.UseMiddleware<KeptAnswers>();
        app.UseResponseCompression();
        app.UseExceptionHandler(static _ => { });
        app.UseStatusCodePages(StatusProblems.WriteAsync);
        app.UseMiddleware<RequestGuard>();
        app.UseStaticFiles(new StaticFileOptions { OnPrepareResponse = static file => Assets.Keep(file.Context) });
        app.Use(new StartupGate(app.Services.GetRequiredService<StartupState>()).InvokeAsync);
        app.UseRouting();
        app.UseRequestTimeouts();
        app.UseMiddleware<Admission>();
        app.UseIdentity();
        app.MapOpenApi("/openapi/{documentName}.json");
        app.MapApi();
        app.MapIdentity();
        app.MapRecording();
        app.MapEvidence();
        app.MapFeed();
        app.MapWebhooks();
        app.MapHealth();
        app.MapMetrics();
        app.MapScalarPage();
        app.MapPages();
    }

    // Started by 'dotnet run' the assets lie in the sources, after 'dotnet publish' beside the program, and the current folder
    // says nothing about either.
    private static void FindAssets(WebApplicationBuilder builder)
    {
        builder.WebHost.UseStaticWebAssets();
        var beside = Path.Combine(AppContext.BaseDirectory, "wwwroot");
        if (builder.Environment.WebRootFileProvider is NullFileProvider && Directory.Exists(beside))
            builder.Environment.WebRootFileProvider = new PhysicalFileProvider(beside);
    }
}
