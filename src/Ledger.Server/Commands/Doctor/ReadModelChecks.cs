using Ledger.Postgres.Doctor;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Commands.Doctor;

/// <summary>The read models stand where the log ends and hold the rows that they published.</summary>
internal static class ReadModelChecks
{
    private const string Area = "readModels";

    public static async Task<IReadOnlyList<Check>> RunAsync(IServiceProvider services, CancellationToken ct)
    {
        var catalog = services.GetRequiredService<ReadModelCatalog>();
        var head = (await services.GetRequiredService<EventStore>().HeadAsync(ct)).Position;
        var models = await catalog.StatusAsync(ct);
        var checks = models.Where(model => model.StoppedAt is not null).Select(model => new Check(
            Area, model.Name, Outcome.Fail, $"stopped before position {model.StoppedAt}: {model.Error}",
            "Start the version of the program that wrote that entry, or report the entry; nothing is skipped meanwhile.")).ToList();
        if (checks.Count == 0) checks.Add(new Check(Area, "Running", Outcome.Ok, "no model is stopped"));
        checks.Add(Lag(models, head));
        var wrong = await catalog.VerifyTablesAsync(ct);
        checks.Add(Check.Of(Area, "Digests", wrong.Count == 0,
            wrong.Count == 0 ? "the tables hold what was published" : $"the tables of {string.Join(", ", wrong)} differ from what was published",
            "Run 'ledger rebuild': the log is what counts."));
        return checks;
    }

    private static Check Lag(IReadOnlyList<ReadModelStatus> models, long head)
    {
        var reached = models.Select(model => model.Position).DefaultIfEmpty(0).Min();
        return Check.Wish(Area, "Lag", reached >= head, reached >= head ? $"at position {head}, the end of the log" : $"{head - reached} entries behind",
            "Start the server, or run any command that reads: both feed the read models.");
    }
}
