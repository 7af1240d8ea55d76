namespace Ledger.Postgres.EventStore;

/// <summary>What one caller appends: to all of its streams or to none.</summary>
/// <param name="Streams">One or more, each stream once; together at most 100,000 entries.</param>
/// <param name="Actor">Who is answerable: the authenticated person or key, 1 to 200 characters.</param>
/// <param name="CorrelationId">What ties entries of one piece of work together, at most 500 characters.</param>
/// <param name="CausationId">What made the caller append, at most 500 characters.</param>
/// <param name="Idempotency">Makes a repeat harmless; null if the caller does without.</param>
/// <param name="Guards">Further streams on which the caller's decision rests, none of them among <paramref name="Streams"/>; null for none.</param>
public sealed record AppendRequest(
    IReadOnlyList<StreamAppend> Streams,
    string Actor,
    string? CorrelationId = null,
    string? CausationId = null,
    IdempotencyKey? Idempotency = null,
    IReadOnlyList<StreamGuard>? Guards = null);

/// <summary>A stream that the caller read and does not write to. If it has grown since, the append is refused as if it had been.</summary>
/// <param name="Stream">The stream's id.</param>
/// <param name="Version">The version that it had, 1 or more.</param>
public sealed record StreamGuard(string Stream, long Version);

/// <summary>The entries for one stream, in order.</summary>
/// <param name="Stream">The stream's id, 1 to 200 characters.</param>
/// <param name="StreamType">What a new stream is a stream of, 1 to 200 characters; an existing stream keeps the type it has.</param>
/// <param name="Expected">The version at which the caller believes the stream to be.</param>
/// <param name="Entries">One or more.</param>
public sealed record StreamAppend(string Stream, string StreamType, ExpectedVersion Expected, IReadOnlyList<NewEntry> Entries);

/// <summary>The caller's name for a request, remembered for ever together with its actor.</summary>
/// <param name="Key">1 to 200 characters, unique for the actor.</param>
/// <param name="RequestHash">1 to 64 bytes that differ when the request differs, such as its SHA-256.</param>
public sealed record IdempotencyKey(string Key, ReadOnlyMemory<byte> RequestHash);
