using System.Text.Json;
using Npgsql;
using NpgsqlTypes;

namespace Ledger.Postgres.Webhooks;

/// <summary>A change of subscriptions together with its record: one statement, so neither is there without the other.</summary>
internal static class RecordedChange
{
    // $1 to $4 are the record's; the change's own parameters follow.
    private const string Record = """
        insert into ledger.webhook_changes (actor, person, subscription, owner, change, detail)
        select $1, $2, id, owner, $3, $4 from changed returning subscription
        """;

    /// <summary>Makes a change.</summary>
    /// <param name="source">The database.</param>
    /// <param name="change">A statement from <c>$5</c> on, which returns id and owner of the subscription.</param>
    /// <param name="by">Who.</param>
    /// <param name="name">What the record calls it.</param>
    /// <param name="detail">What is worth keeping of it; never a secret.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="parameters">From <c>$5</c> on.</param>
    /// <returns>Whether there was anything to change.</returns>
    public static async Task<bool> ExecuteAsync(
        NpgsqlDataSource source, string change, Changer by, string name, object detail, CancellationToken ct, params NpgsqlParameter[] parameters)
    {
        await using var command = source.CreateCommand($"with changed as ({change}) {Record}");
        AddTo(command.Parameters, by, name, detail, parameters);
        return await command.ExecuteScalarAsync(ct) is not null;
    }

    /// <summary>A change as a part of a batch.</summary>
    public static NpgsqlBatchCommand Command(string change, Changer by, string name, object detail, params NpgsqlParameter[] parameters)
    {
        var command = new NpgsqlBatchCommand($"with changed as ({change}) {Record}");
        AddTo(command.Parameters, by, name, detail, parameters);
        return command;
    }

    private static void AddTo(NpgsqlParameterCollection all, Changer by, string name, object detail, NpgsqlParameter[] parameters)
    {
        all.Add(Text(by.Actor));
        all.Add(Text(by.Person));
        all.Add(Text(name));
        all.Add(new NpgsqlParameter { Value = JsonSerializer.Serialize(detail, JsonSerializerOptions.Web), NpgsqlDbType = NpgsqlDbType.Jsonb });
        foreach (var parameter in parameters) all.Add(parameter);
    }

    public static NpgsqlParameter Text(string? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Varchar };

    public static NpgsqlParameter Json(string value) => new() { Value = value, NpgsqlDbType = NpgsqlDbType.Jsonb };

    public static NpgsqlParameter Number(long? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bigint };

    public static NpgsqlParameter Small(int? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Integer };

    public static NpgsqlParameter Bytes(byte[]? value) => new() { Value = (object?)value ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.Bytea };

    public static NpgsqlParameter Time(DateTimeOffset? value) => new() { Value = (object?)value?.UtcDateTime ?? DBNull.Value, NpgsqlDbType = NpgsqlDbType.TimestampTz };
}
