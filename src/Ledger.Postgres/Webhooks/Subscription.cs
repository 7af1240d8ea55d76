using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Postgres.Feed;
using Npgsql;

namespace Ledger.Postgres.Webhooks;

/// <summary>Who changes a subscription.</summary>
/// <param name="Actor">The actor: a person, a key, or the ledger itself.</param>
/// <param name="Person">The person behind it.</param>
public sealed record Changer(string Actor, string Person)
{
    /// <summary>The ledger itself.</summary>
    public static Changer Ledger { get; } = new("system:webhooks", "system:webhooks");
}

/// <summary>What a subscription is to be.</summary>
/// <param name="Name">What people call it.</param>
/// <param name="Url">Where to.</param>
/// <param name="Host">Name and port of the endpoint: what a circuit is about.</param>
/// <param name="Filter">Which entries.</param>
public sealed record SubscriptionTarget(string Name, string Url, string Host, FeedFilter Filter);

/// <summary>Somebody who is told of entries by webhook.</summary>
/// <param name="Id">Its id.</param>
/// <param name="Target">What it is.</param>
/// <param name="Owner">The person behind whoever made it.</param>
/// <param name="CreatedBy">The actor who made it.</param>
/// <param name="Created">When.</param>
/// <param name="State">Whether it is delivered to.</param>
/// <param name="Reason">Why it is not; null where it is.</param>
/// <param name="Revision">Grows with whatever people do to it.</param>
/// <param name="Course">How far it is.</param>
public sealed record Subscription(
    string Id, SubscriptionTarget Target, string Owner, string CreatedBy, DateTimeOffset Created, SubscriptionState State, string? Reason,
    long Revision, SubscriptionCourse Course)
{
    internal const string Columns = """
        s.id, s.name, s.url, s.host, s.filter, s.owner, s.created_by, s.created, s.state, s.reason, s.revision,
        s.looked_up_to, s.last_entry, s.acknowledged, s.attempts, s.steps, s.first_attempt, s.next_attempt, s.last_error
        """;

    internal const int ColumnCount = 19;

    private static readonly JsonSerializerOptions Json = new(JsonSerializerDefaults.Web) { DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull };

    internal static string Write(FeedFilter filter) => JsonSerializer.Serialize(filter, Json);

    internal static Subscription From(NpgsqlDataReader row) => new(
        row.GetString(0),
        new SubscriptionTarget(row.GetString(1), row.GetString(2), row.GetString(3), JsonSerializer.Deserialize<FeedFilter>(row.GetString(4), Json)!),
        row.GetString(5), row.GetString(6), Time(row, 7)!.Value,
        Coded<SubscriptionState>(row, 8),
        Text(row, 9), row.GetInt64(10),
        new SubscriptionCourse(row.GetInt64(11), row.GetInt64(12), Time(row, 13), row.GetInt32(14), row.GetInt32(15), Time(row, 16), Time(row, 17), Text(row, 18)));

    internal static T Coded<T>(NpgsqlDataReader row, int column)
        where T : struct, Enum =>
        Code<T>.TryParse(row.GetString(column), out var value) ? value : throw new InvalidOperationException($"'{row.GetString(column)}' is no code of {typeof(T).Name}.");

    internal static string? Text(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    internal static DateTimeOffset? Time(NpgsqlDataReader row, int column) => row.IsDBNull(column) ? null : new DateTimeOffset(row.GetDateTime(column));
}

/// <summary>How far a subscription is.</summary>
/// <param name="LookedUpTo">Nothing up to here is still to be delivered.</param>
/// <param name="LastEntry">The last position delivered or given up; the position it began after, before the first.</param>
/// <param name="Acknowledged">When something was last acknowledged.</param>
/// <param name="Attempts">Of the next entry, so far.</param>
/// <param name="Steps">Of the schedule of retries, taken for the next entry.</param>
/// <param name="FirstAttempt">Of the next entry.</param>
/// <param name="NextAttempt">Not before then; null: now.</param>
/// <param name="LastError">What went wrong at the last attempt; null where nothing did.</param>
public sealed record SubscriptionCourse(
    long LookedUpTo, long LastEntry, DateTimeOffset? Acknowledged, int Attempts, int Steps, DateTimeOffset? FirstAttempt, DateTimeOffset? NextAttempt, string? LastError);
