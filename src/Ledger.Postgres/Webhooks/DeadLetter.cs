namespace Ledger.Postgres.Webhooks;

/// <summary>An entry that was given up.</summary>
/// <param name="Subscription">To whom it was not delivered.</param>
/// <param name="Position">The entry.</param>
/// <param name="Previous">What its event says as <c>previous</c>.</param>
/// <param name="WebhookId">The message's id.</param>
/// <param name="State">What became of it.</param>
/// <param name="FirstAttempt">The first attempt.</param>
/// <param name="LastAttempt">The last one.</param>
/// <param name="Attempts">How many.</param>
/// <param name="LastError">What went wrong the last time that something did.</param>
public sealed record DeadLetter(
    string Subscription, long Position, long Previous, string WebhookId, DeadLetterState State,
    DateTimeOffset FirstAttempt, DateTimeOffset LastAttempt, int Attempts, string? LastError);
