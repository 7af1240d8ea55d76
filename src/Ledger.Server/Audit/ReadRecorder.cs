using System.Diagnostics;
using System.Text.Json;
using Ledger.Postgres.Audit;
using Ledger.Server.Identity;
using Ledger.Server.Web;

namespace Ledger.Server.Audit;

/// <summary>Records that somebody reads other people's audit data, before the answer: no record, no answer.</summary>
/// <param name="reads">Where.</param>
internal sealed class ReadRecorder(AuditReads reads)
{
    /// <summary>Records the read that a request is.</summary>
    /// <param name="context">The request.</param>
    /// <param name="items">How many items the answer shows; null where that is not known yet.</param>
    /// <param name="position">Up to where the log was looked through; null where it was not.</param>
    public Task RecordAsync(HttpContext context, int? items, long? position = null)
    {
        var caller = context.RequiredCaller();
        var operation = context.GetEndpoint()!.Metadata.GetRequiredMetadata<Operation>();
        // What was declared is all that is allowed, so nothing else can be in it; above all no secret.
        var question = operation.Parameters.Select(parameter => (parameter.Name, Value: parameter.InPath
                ? context.Request.RouteValues[parameter.Name]?.ToString()
                : context.Request.Query.TryGetValue(parameter.Name, out var given) ? given.ToString() : null))
            .Where(parameter => parameter.Value is not null && parameter.Name != "cursor").ToDictionary(parameter => parameter.Name, parameter => parameter.Value);
        return reads.RecordAsync(
            new AuditRead(caller.Actor, caller.Owner, operation.Id, JsonSerializer.SerializeToUtf8Bytes(question), position, items,
                Activity.Current?.TraceId.ToHexString() ?? context.TraceIdentifier), context.RequestAborted);
    }
}
