using System.ComponentModel;
using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Postgres.Webhooks;

namespace Ledger.Server.Webhooks.Api;

/// <summary>How far a subscription is behind.</summary>
[Description("How far a subscription is behind the end of the ledger.")]
internal sealed record LagItem(
    [property: Description("Entries that it has not got past yet, also those that its filter leaves out.")] long Entries,
    [property: Description("Seconds since the oldest of them was recorded; 0 where there is none.")] double Seconds);

/// <summary>The circuit of a host.</summary>
[Description("The circuit of the endpoint's host, which all subscriptions to it share.")]
internal sealed record CircuitItem(
    [property: Description("closed, or open: the host failed several times in a row, and only one probe is sent there at a time.")] string State,
    [property: Description("Since when it is open.")] DateTimeOffset? Since,
    [property: Description("When the next probe is due.")] DateTimeOffset? NextProbe,
    [property: Description("Failures in a row.")] int Failures,
    [property: Description("The last failure.")] string? LastError);

/// <summary>A subscription.</summary>
[Description("A subscription: who is told of which entries, how far, and what stands in the way.")]
internal sealed record SubscriptionItem(
    [property: Description("Its id.")] string Id,
    [property: Description("What people call it.")] string Name,
    [property: Description("Where entries are sent.")] string Url,
    [property: Description("Which entries are wanted.")] FilterBody Filter,
    [property: Description("active, paused (somebody did that) or disabled (the ledger did: see reason).")] SubscriptionState State,
    [property: Description("Why it is not active: paused, gone (the endpoint answered 410), owner-disabled, key-revoked. Null where it is.")] string? Reason,
    [property: Description("The person who answers for it.")] string Owner,
    [property: Description("The person or key that made it.")] string CreatedBy,
    [property: Description("When it was made.")] DateTimeOffset Created,
    [property: Description("Everything up to this position was acknowledged, given up, or left out by the filter.")] long Position,
    [property: Description("The last entry that was acknowledged or given up: the `previous` of the next event.")] long LastEntry,
    [property: Description("The last position of the ledger.")] long Head,
    [property: Description("How far it is behind.")] LagItem Lag,
    [property: Description("When something was last acknowledged; null if nothing was yet.")] DateTimeOffset? LastAcknowledged,
    [property: Description("Attempts at the next entry so far.")] int Attempts,
    [property: Description("When the next attempt is due; null: at once.")] DateTimeOffset? NextAttempt,
    [property: Description("What went wrong last; null where the last attempt went well.")] string? LastError,
    [property: Description("Whether its host is spared.")] CircuitItem Circuit,
    [property: Description("Entries that were given up and that nobody has settled.")] int DeadLetters,
    [property: Description("Until when deliveries are signed with a former secret too; null where there is none.")] DateTimeOffset? FormerSecretUntil)
{
    [Description("The secret, whsec_…, for checking signatures; shown this one time. Null in all other answers.")]
    public string? Secret { get; init; }

    public static SubscriptionItem Of(SubscriptionStanding standing, DateTimeOffset now)
    {
        var (one, course, circuit) = (standing.Subscription, standing.Subscription.Course, standing.Circuit);
        var waits = standing.WaitingSince is { } since ? Math.Max(0, Math.Round((now - since).TotalSeconds, 3)) : 0;
        return new SubscriptionItem(
            one.Id, one.Target.Name, one.Target.Url, FilterBody.Of(one.Target.Filter), one.State, one.Reason, one.Owner, one.CreatedBy, one.Created,
            course.LookedUpTo, course.LastEntry, standing.Head, new LagItem(Math.Max(0, standing.Head - course.LookedUpTo), waits),
            course.Acknowledged, course.Attempts, course.NextAttempt, course.LastError,
            new CircuitItem(circuit is null ? "closed" : "open", circuit?.Opened, circuit?.ProbeAt, circuit?.Failures ?? 0, circuit?.LastError),
            standing.DeadLetters, standing.FormerSecretUntil);
    }
}

/// <summary>An attempt.</summary>
[Description("An attempt to deliver.")]
internal sealed record DeliveryItem(
    [property: Description("Grows with every attempt; not without gaps.")] long Id,
    [property: Description("entry, replay (of a dead letter) or test.")] DeliveryKind Kind,
    [property: Description("Position of the entry; null of a test.")] long? Position,
    [property: Description("The header webhook-id: the same for every attempt at one entry.")] string WebhookId,
    [property: Description("The how-manieth attempt at this entry, from 1.")] int Attempt,
    [property: Description("When it began.")] DateTimeOffset At,
    [property: Description("How long it took.")] long Milliseconds,
    [property: Description("What became of it.")] DeliveryOutcome Outcome,
    [property: Description("What the endpoint answered; null where it did not.")] int? Status,
    [property: Description("What went wrong; null where nothing did.")] string? Error,
    [property: Description("The first 1,024 bytes of the answer's body, as text.")] string? Excerpt)
{
    public static DeliveryItem Of(LoggedAttempt logged)
    {
        var one = logged.Attempt;
        return new DeliveryItem(logged.Id, one.Kind, one.Position, one.WebhookId, one.Attempt, one.At, (long)one.Took.TotalMilliseconds, one.Outcome, one.Status, one.Error, one.Excerpt);
    }
}

/// <summary>A test.</summary>
[Description("What became of a test.")]
internal sealed record TestItem(
    [property: Description("The header webhook-id.")] string WebhookId,
    [property: Description("When it was sent.")] DateTimeOffset At,
    [property: Description("How long it took.")] long Milliseconds,
    [property: Description("What became of it.")] DeliveryOutcome Outcome,
    [property: Description("What the endpoint answered; null where it did not.")] int? Status,
    [property: Description("What went wrong; null where nothing did.")] string? Error,
    [property: Description("The first 1,024 bytes of the answer's body, as text.")] string? Excerpt);

/// <summary>A dead letter.</summary>
[Description("An entry that was given up after the last attempt.")]
internal sealed record DeadLetterItem(
    [property: Description("Position of the entry.")] long Position,
    [property: Description("The header webhook-id.")] string WebhookId,
    [property: Description("waiting, requested (about to be sent once more), replayed or discarded.")] DeadLetterState State,
    [property: Description("The first attempt.")] DateTimeOffset FirstAttempt,
    [property: Description("The last attempt.")] DateTimeOffset LastAttempt,
    [property: Description("How many attempts were made.")] int Attempts,
    [property: Description("What went wrong.")] string? LastError)
{
    public static DeadLetterItem Of(DeadLetter letter) =>
        new(letter.Position, letter.WebhookId, letter.State, letter.FirstAttempt, letter.LastAttempt, letter.Attempts, letter.LastError);
}

/// <summary>How many dead letters were meant.</summary>
[Description("How many dead letters this was about.")]
internal sealed record SettledItem([property: Description("How many.")] int Entries);

/// <summary>A change.</summary>
[Description("What somebody did to a subscription.")]
internal sealed record SubscriptionChangeItem(
    [property: Description("Grows with every change; not without gaps.")] long Id,
    [property: Description("When, by the database.")] DateTimeOffset At,
    [property: Description("Who: a person, a key, or system:webhooks.")] string Actor,
    [property: Description("The person behind the actor.")] string Person,
    [property: Description("Id of the subscription, which may be gone.")] string Subscription,
    [property: Description("The person whose subscription it was.")] string Owner,
    [property: Description("created, changed, paused, disabled, resumed, replayed, rotated, deleted, dead-letters-requested or dead-letters-discarded.")] string Change,
    [property: Description("What is known of it; never a secret.")] JsonElement Detail)
{
    public static SubscriptionChangeItem Of(SubscriptionChange change)
    {
        using var detail = JsonDocument.Parse(change.Detail);
        return new SubscriptionChangeItem(
            change.Id, change.At, change.By.Actor, change.By.Person, change.Subscription, change.Owner, change.Change, detail.RootElement.Clone());
    }
}

