using System.Collections.Concurrent;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;
using Ledger.Postgres;
using Ledger.Postgres.Accounts;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;

namespace Ledger.Server.Identity;

/// <summary>Accounts and keys as they are at this moment.</summary>
/// <remarks>
/// What followed from a stream's entries is kept together with its version, and the version is looked up every time: so a
/// revocation holds at once, on every server, at the cost of one row by its primary key, looked up for all who ask at a time.
/// </remarks>
/// <param name="database">The database.</param>
/// <param name="lookups">Versions and entries of streams.</param>
/// <param name="secrets">The hashes of keys.</param>
/// <param name="logger">Told about streams that nobody should have written so.</param>
internal sealed class IdentityDirectory(LedgerDatabase database, StreamLookups lookups, KeySecrets secrets, ILogger<IdentityDirectory> logger)
{
    private const int MostKept = 50_000;

    private readonly ConcurrentDictionary<string, (long Version, object State)> _kept = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, byte[]> _secrets = new(StringComparer.Ordinal);

    /// <summary>An account; <see cref="Account.None"/> where there is none.</summary>
    public Task<Account> AccountAsync(string name, CancellationToken ct) => FindAsync<Account>(name, ct);

    /// <summary>A key; <see cref="ApiKey.None"/> where there is none.</summary>
    public Task<ApiKey> KeyAsync(string id, CancellationToken ct) => FindAsync<ApiKey>(id, ct);

    /// <summary>A key and the account of its owner, whose streams are looked up together where the owner is known from before.</summary>
    public async Task<(ApiKey Key, Account Owner)> KeyAndOwnerAsync(string id, CancellationToken ct)
    {
        var name = StreamName.Of<ApiKey>(id);
        var guess = _kept.TryGetValue(name, out var kept) && kept.State is ApiKey.Issued before ? StreamName.Of<Account>(before.Owner) : null;
        var versions = await lookups.VersionsAsync(guess is null ? [name] : [name, guess], ct);
        var key = await FoldAsync<ApiKey>(name, versions.GetValueOrDefault(name), ct);
        if (key is not ApiKey.Issued issued) return (key, Account.Initial);
        var owner = StreamName.Of<Account>(issued.Owner);
        return (key, owner == guess ? await FoldAsync<Account>(owner, versions.GetValueOrDefault(owner), ct) : await AccountAsync(issued.Owner, ct));
    }

    /// <summary>The hash of a key's secret; null where there is none.</summary>
    public async Task<byte[]?> SecretAsync(string id, CancellationToken ct)
    {
        if (_secrets.TryGetValue(id, out var known)) return known;
        if (await secrets.ReadAsync(id, ct) is not { } hash) return null;
        if (_secrets.Count >= MostKept) _secrets.Clear();
        return _secrets[id] = hash;
    }

    /// <summary>Accounts or keys in order of id.</summary>
    /// <param name="after">The id before the first one wanted; empty for the first.</param>
    /// <param name="limit">How many at most.</param>
    /// <param name="ct">Cancels.</param>
    public async Task<IReadOnlyList<Found<TState>>> ListAsync<TState>(string after, int limit, CancellationToken ct)
        where TState : class, IAggregate<TState>
    {
        var streams = await StreamFamily.ReadAsync(database.App, TState.StreamType, after, limit, ct);
        return [.. streams.Select(entries => new Found<TState>(StreamName.IdOf(entries[0].Stream), Fold<TState>(entries), entries[0].RecordedAt, entries[^1].RecordedAt))];
    }

    private async Task<TState> FindAsync<TState>(string id, CancellationToken ct)
        where TState : class, IAggregate<TState>
    {
        var stream = StreamName.Of<TState>(id);
        return await FoldAsync<TState>(stream, (await lookups.VersionsAsync([stream], ct)).GetValueOrDefault(stream), ct);
    }

    private async Task<TState> FoldAsync<TState>(string stream, long version, CancellationToken ct)
        where TState : class, IAggregate<TState>
    {
        if (version == 0) return TState.Initial;
        if (_kept.TryGetValue(stream, out var kept) && kept.Version == version) return (TState)kept.State;
        var entries = (await lookups.EntriesAsync([stream], ct))[stream];
        var state = Fold<TState>(entries);
        if (_kept.Count >= MostKept) _kept.Clear();
        _kept[stream] = (entries.Count, state);
        return state;
    }

    // All entries count, also one dated tomorrow: what takes a right away must never wait for a day.
    private TState Fold<TState>(IReadOnlyList<StoredEntry> entries)
        where TState : class, IAggregate<TState>
    {
        try
        {
            var recorded = entries.Select(entry => entry.ToRecorded()).ToList();
            // A revocation that could be voided would be none. Nothing here records such entries, so somebody else has.
            if (recorded.Find(entry => entry.Event is EntryEvent) is { } undone) throw new ImpossibleHistoryException(undone, "can't stand in a stream about identity");
            return Domain.Time.Fold.State<TState>(recorded, DateOnly.MaxValue);
        }
        catch (Exception e) when (e is UnreadableEventException or ImpossibleHistoryException)
        {
            logger.LogCritical(e, "The stream {Stream} can't be read; what it is about is treated as if it did not exist.", entries[0].Stream);
            return TState.Initial;
        }
    }
}

/// <summary>An account or a key of a list.</summary>
/// <param name="Id">Its id.</param>
/// <param name="State">How it is.</param>
/// <param name="Since">记录时间 of its first entry.</param>
/// <param name="LastChange">记录时间 of its last entry.</param>
internal sealed record Found<TState>(string Id, TState State, DateTimeOffset Since, DateTimeOffset LastChange);
