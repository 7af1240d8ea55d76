namespace Ledger.Postgres.EventStore;

/// <summary>The positions that an idempotency key was first used for, and whether by the same request.</summary>
internal sealed record KnownRequest(long First, long Last, bool Same);

/// <summary>What the database decided about a request.</summary>
/// <param name="Pending">The request.</param>
/// <param name="HeadBefore">The last position before its round.</param>
/// <param name="RecordedFrom">The recorded time of the position after that.</param>
/// <param name="Actual">Per stream and then per guard, the version before.</param>
/// <param name="Bases">Per stream, the first position minus one, or -1 if the request was refused.</param>
/// <param name="Known">The first use of its idempotency key, if this was not the first.</param>
internal sealed record Decision(
    PendingAppend Pending, long HeadBefore, DateTime RecordedFrom, ReadOnlyMemory<long> Actual, ReadOnlyMemory<long> Bases, KnownRequest? Known)
{
    public bool IsAccepted => Bases.Span[0] >= 0;

    /// <summary>The last position after this request, or <see cref="HeadBefore"/> if it was refused.</summary>
    public long LastPosition => IsAccepted ? Bases.Span[^1] + Pending.Request.Streams[^1].Entries.Count : HeadBefore;

    public DateTimeOffset RecordedAt(long position) => new(RecordedFrom.AddMicroseconds(position - HeadBefore - 1));

    public AppendResult.Appended ToAppended()
    {
        var entries = new List<AppendedEntry>(Pending.Entries);
        for (var i = 0; i < Pending.Request.Streams.Count; i++)
        {
            var append = Pending.Request.Streams[i];
            for (var nth = 1; nth <= append.Entries.Count; nth++)
            {
                var position = Bases.Span[i] + nth;
                entries.Add(new AppendedEntry(
                    position, append.Stream, Actual.Span[i] + nth, append.Entries[nth - 1].Type, RecordedAt(position), Pending.Ids[entries.Count]));
            }
        }

        return new AppendResult.Appended(entries);
    }

    public AppendResult.VersionConflict ToConflict()
    {
        for (var i = 0; i < Pending.Request.Streams.Count; i++)
        {
            var append = Pending.Request.Streams[i];
            if (append.Expected.Value >= 0 && append.Expected.Value != Actual.Span[i])
            {
                return new AppendResult.VersionConflict(append.Stream, append.Expected.Value, Actual.Span[i]);
            }
        }

        var guards = Pending.Request.Guards ?? [];
        for (var i = 0; i < guards.Count; i++)
        {
            if (Actual.Span[Pending.Request.Streams.Count + i] is var actual && actual != guards[i].Version)
            {
                return new AppendResult.VersionConflict(guards[i].Stream, guards[i].Version, actual);
            }
        }

        throw new InvalidOperationException("The database refused an append although every stream is at its expected version.");
    }
}
