using System.Text.Json.Serialization;

namespace Ledger.Postgres.Webhooks;

/// <summary>Whether a subscription is delivered to.</summary>
public enum SubscriptionState
{
    /// <summary>It is.</summary>
    [JsonStringEnumMemberName("active")] Active,

    /// <summary>Somebody paused it.</summary>
    [JsonStringEnumMemberName("paused")] Paused,

    /// <summary>The ledger stopped it: its endpoint answered 410, or its owner may no longer call.</summary>
    [JsonStringEnumMemberName("disabled")] Disabled,
}

/// <summary>What became of an attempt to deliver.</summary>
public enum DeliveryOutcome
{
    /// <summary>Answered with 2xx.</summary>
    [JsonStringEnumMemberName("delivered")] Delivered,

    /// <summary>Answered with a status that is no success.</summary>
    [JsonStringEnumMemberName("refused")] Refused,

    /// <summary>Answered with 429 or 503 and a time to come again.</summary>
    [JsonStringEnumMemberName("deferred")] Deferred,

    /// <summary>Answered with 410: never again.</summary>
    [JsonStringEnumMemberName("gone")] Gone,

    /// <summary>Answered with a redirect, which is not followed.</summary>
    [JsonStringEnumMemberName("redirected")] Redirected,

    /// <summary>Not answered in time.</summary>
    [JsonStringEnumMemberName("timed-out")] TimedOut,

    /// <summary>No connection, or one that broke.</summary>
    [JsonStringEnumMemberName("unreachable")] Unreachable,

    /// <summary>The host's addresses are none that the ledger delivers to.</summary>
    [JsonStringEnumMemberName("not-allowed")] NotAllowed,
}

/// <summary>Why an attempt was made.</summary>
public enum DeliveryKind
{
    /// <summary>The next entry.</summary>
    [JsonStringEnumMemberName("entry")] Entry,

    /// <summary>A dead letter that somebody asked to be delivered again.</summary>
    [JsonStringEnumMemberName("replay")] Replay,

    /// <summary>A test.</summary>
    [JsonStringEnumMemberName("test")] Test,
}

/// <summary>What became of a dead letter.</summary>
public enum DeadLetterState
{
    /// <summary>Nothing yet.</summary>
    [JsonStringEnumMemberName("waiting")] Waiting,

    /// <summary>It is to be delivered once more.</summary>
    [JsonStringEnumMemberName("requested")] Requested,

    /// <summary>It was delivered after all.</summary>
    [JsonStringEnumMemberName("replayed")] Replayed,

    /// <summary>Somebody said that it is not needed.</summary>
    [JsonStringEnumMemberName("discarded")] Discarded,
}
