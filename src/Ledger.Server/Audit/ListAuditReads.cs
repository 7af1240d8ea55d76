using System.ComponentModel;
using System.Globalization;
using System.Text.Json;
using Ledger.Postgres.Audit;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>A read of other people's audit data.</summary>
[Description("A read of other people's audit data.")]
internal sealed record AuditReadItem(
    [property: Description("Grows with every read; not without gaps.")] long Id,
    [property: Description("When, by the database.")] DateTimeOffset At,
    [property: Description("Who read.")] string Actor,
    [property: Description("The person behind the actor: itself, or the owner of the key.")] string Owner,
    [property: Description("The operation, as this reference names it: listAudit, exportAudit, listAccounts, showAccount, listKeys, listAuditReads.")] string Operation,
    [property: Description("The parameters as given.")] JsonElement Question,
    [property: Description("Position up to which the log was looked through; null where it was not.")] long? Position,
    [property: Description("How many items were shown; null for an export, which is recorded before its first.")] int? Items,
    [property: Description("Finds the request in the server's log.")] string? TraceId)
{
    public static AuditReadItem Of(RecordedRead recorded)
    {
        using var question = JsonDocument.Parse(recorded.Read.Question);
        return new AuditReadItem(
            recorded.Id, recorded.At, recorded.Read.Actor, recorded.Read.Owner, recorded.Read.Operation, question.RootElement.Clone(),
            recorded.Read.Position, recorded.Read.Items, recorded.Read.Trace);
    }
}

/// <summary><c>GET /api/v1/audit/reads</c></summary>
internal static class ListAuditReads
{
    private static readonly Parameter After = IdentityApi.After with { MaxLength = 19 };

    private static readonly Operation Operation = new(
        "listAuditReads", "Audit", "审计查阅记录 · Who read the audit", """
        Who looked through the audit, exported it, or read other people's accounts and keys: newest first. This read is recorded too. `actor` is the
        caller or the person behind the caller's key.
        """, AuditParameters.Actor with { Description = "Who read: as actor, or as the person behind a key." },
        AuditParameters.From with { Description = AuditParameters.From.Description.Replace("entry", "read", StringComparison.Ordinal) },
        AuditParameters.To with { Description = AuditParameters.To.Description.Replace("entry", "read", StringComparison.Ordinal) }, Parameters.Limit, After);

    public static void Map(IEndpointRouteBuilder api) => api.MapAudit("/audit/reads", Operation, HandleAsync).Produces<Some<AuditReadItem>>();

    /// <summary>The parameters, of the page too.</summary>
    public static Parameter[] Asked => Operation.Parameters;

    private static async Task<IResult> HandleAsync(ApiRequest request, HttpContext context, AuditReads reads, ReadRecorder recorder) =>
        await FindAsync(request, context, reads, recorder) is { } found ? IdentityApi.Answer(found) : request.Stop!;

    /// <summary>Finds what is asked for and records that it was; null where the request says why not.</summary>
    public static async Task<Some<AuditReadItem>?> FindAsync(ApiRequest request, HttpContext context, AuditReads reads, ReadRecorder recorder)
    {
        var (actor, limit) = (request.Values.Text(AuditParameters.Actor), request.Values.Number(Parameters.Limit, Parameters.DefaultLimit));
        var (from, to) = AuditQuestion.Recorded(request.Values);
        var below = long.MaxValue;
        if (request.Values.Text(After) is { } after && !long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out below))
            request.Values.Wrong("after", "'after' must be the `next` of the part before.");
        if (request.Refused()) return null;
        var found = await reads.ListAsync(actor, from, to, below, limit + 1, request.Aborted);
        await recorder.RecordAsync(context, Math.Min(found.Count, limit));
        return new Some<AuditReadItem>(
            [.. found.Take(limit).Select(AuditReadItem.Of)], found.Count > limit ? found[limit - 1].Id.ToString(CultureInfo.InvariantCulture) : null);
    }
}
