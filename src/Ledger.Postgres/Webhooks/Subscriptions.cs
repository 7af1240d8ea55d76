namespace Ledger.Postgres.Webhooks;

/// <summary>What people do with subscriptions. Each change is recorded together with who made it.</summary>
/// <param name="database">The database.</param>
public sealed class Subscriptions(LedgerDatabase database)
{
    /// <summary>Makes one.</summary>
    /// <returns>False where its owner has as many as one may have, or the key was used before: <see cref="FindAsync"/> tells.</returns>
    public Task<bool> CreateAsync(NewSubscription wish, Changer by, int mostPerOwner, CancellationToken ct = default) =>
        CreateSubscription.ExecuteAsync(database.App, wish, by, mostPerOwner, ct);

    /// <summary>Finds what an actor made by a request with an Idempotency-Key: its id, and the fingerprint of that request.</summary>
    public Task<(string Id, byte[] Hash)?> FindAsync(string actor, string key, CancellationToken ct = default) => FindCreation.ExecuteAsync(database.App, actor, key, ct);

    /// <summary>Reads some, in order of id.</summary>
    /// <param name="owner">Whose; null for everybody's.</param>
    /// <param name="after">The id before the first one wanted.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<SubscriptionStanding>> ListAsync(string? owner, string after, int limit, CancellationToken ct = default) =>
        ListSubscriptions.ExecuteAsync(database.App, owner, null, after, limit, ct);

    /// <summary>Reads one; null where there is none.</summary>
    public async Task<SubscriptionStanding?> ShowAsync(string id, CancellationToken ct = default) =>
        await ListSubscriptions.ExecuteAsync(database.App, null, id, "", 1, ct) is [var only] ? only : null;

    /// <summary>Reads those of its secrets that are valid, the newest first.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="now">Now.</param>
    /// <param name="revision">The revision that it must be active in, or there are none; null for any.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<SealedSecret>> SecretsAsync(string id, DateTimeOffset now, long? revision, CancellationToken ct = default) =>
        ReadSecrets.ExecuteAsync(database.App, id, now, revision, ct);

    /// <summary>Gives it another name, address or filter.</summary>
    public Task<bool> EditAsync(string id, SubscriptionTarget target, Changer by, CancellationToken ct = default) => EditSubscription.ExecuteAsync(database.App, id, target, by, ct);

    /// <summary>Pauses or disables it; false where it is not there, disabled, or so already.</summary>
    public Task<bool> StopAsync(string id, SubscriptionState state, string reason, Changer by, CancellationToken ct = default) =>
        StopSubscription.ExecuteAsync(database.App, id, state, reason, by, ct);

    /// <summary>Lets it go on, at once.</summary>
    public Task<bool> ResumeAsync(string id, Changer by, CancellationToken ct = default) => ResumeSubscription.ExecuteAsync(database.App, id, by, ct);

    /// <summary>Lets it begin again after a position.</summary>
    public Task<bool> RewindAsync(string id, long after, Changer by, CancellationToken ct = default) => RewindSubscription.ExecuteAsync(database.App, id, after, by, ct);

    /// <summary>Gives it a new secret; the one before is valid until <paramref name="until"/>.</summary>
    public Task<bool> RotateAsync(string id, byte[] secret, DateTimeOffset now, DateTimeOffset until, Changer by, CancellationToken ct = default) =>
        RotateSecret.ExecuteAsync(database.App, id, secret, now, until, by, ct);

    /// <summary>Deletes it.</summary>
    public Task<bool> DeleteAsync(Subscription subscription, Changer by, CancellationToken ct = default) => DeleteSubscription.ExecuteAsync(database.App, subscription, by, ct);

    /// <summary>Reads the log of its deliveries, the newest first.</summary>
    /// <param name="id">The subscription.</param>
    /// <param name="outcome">Only those with this outcome.</param>
    /// <param name="position">Only those of this entry.</param>
    /// <param name="below">The id above the first one wanted.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public Task<IReadOnlyList<LoggedAttempt>> DeliveriesAsync(string id, DeliveryOutcome? outcome, long? position, long below, int limit, CancellationToken ct = default) =>
        ListDeliveries.ExecuteAsync(database.App, id, outcome, position, below, limit, ct);

    /// <summary>Counts that log by the hour, without tests.</summary>
    public Task<IReadOnlyList<DeliveryHour>> HoursAsync(string id, DateTimeOffset from, CancellationToken ct = default) => ReadDeliveryHours.ExecuteAsync(database.App, id, from, ct);

    /// <summary>Keeps a test in that log.</summary>
    public Task LogAsync(DeliveryAttempt attempt, CancellationToken ct = default) => RecordAttempt.ExecuteAsync(database.App, attempt, ct);

    /// <summary>Reads its dead letters in order of position.</summary>
    public Task<IReadOnlyList<DeadLetter>> DeadLettersAsync(string id, DeadLetterState? state, long after, int limit, CancellationToken ct = default) =>
        ListDeadLetters.ExecuteAsync(database.App, id, state, after, limit, ct);

    /// <summary>Asks for dead letters to be delivered once more, or discards them; answers how many.</summary>
    public Task<int> SettleAsync(string id, long? position, DeadLetterState state, Changer by, CancellationToken ct = default) =>
        SettleDeadLetters.ExecuteAsync(database.App, id, position, state, by, ct);

    /// <summary>Reads what was done to subscriptions, the newest first.</summary>
    public Task<IReadOnlyList<SubscriptionChange>> ChangesAsync(string? id, long below, int limit, CancellationToken ct = default) =>
        ListChanges.ExecuteAsync(database.App, id, below, limit, ct);
}
