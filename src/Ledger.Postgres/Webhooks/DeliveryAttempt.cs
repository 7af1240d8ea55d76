using Ledger.Domain.Entries;
using Npgsql;
using static Ledger.Postgres.Webhooks.RecordedChange;

namespace Ledger.Postgres.Webhooks;

/// <summary>An attempt to deliver, as the log keeps it.</summary>
/// <param name="Subscription">To whom.</param>
/// <param name="Kind">Why.</param>
/// <param name="Position">The entry; null of a test.</param>
/// <param name="WebhookId">The message's id: the same for every attempt at one entry.</param>
/// <param name="Attempt">The how-manieth at this entry, from 1.</param>
/// <param name="At">When it began.</param>
/// <param name="Took">How long it took.</param>
/// <param name="Outcome">What became of it.</param>
/// <param name="Status">What the endpoint answered; null where it did not.</param>
/// <param name="Error">What went wrong, in a sentence; null where nothing did.</param>
/// <param name="Excerpt">The beginning of the answer's body, where it is text.</param>
public sealed record DeliveryAttempt(
    string Subscription, DeliveryKind Kind, long? Position, string WebhookId, int Attempt, DateTimeOffset At, TimeSpan Took,
    DeliveryOutcome Outcome, int? Status, string? Error, string? Excerpt)
{
    // $1 to $11. A subscription that is being deleted needs no log.
    internal const string InsertSql = """
        insert into ledger.webhook_deliveries (subscription, kind, position, webhook_id, attempt, at, milliseconds, outcome, status, error, excerpt)
        select $1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11 where exists (select from ledger.webhook_subscriptions where id = $1)
        """;

    internal void AddTo(NpgsqlParameterCollection parameters)
    {
        parameters.Add(Text(Subscription));
        parameters.Add(Text(Code<DeliveryKind>.Of(Kind)));
        parameters.Add(Number(Position));
        parameters.Add(Text(WebhookId));
        parameters.Add(Small(Attempt));
        parameters.Add(Time(At));
        parameters.Add(Small((int)Math.Min(Took.TotalMilliseconds, int.MaxValue)));
        parameters.Add(Text(Code<DeliveryOutcome>.Of(Outcome)));
        parameters.Add(Small(Status));
        parameters.Add(Text(Error));
        parameters.Add(Text(Excerpt));
    }
}
