namespace Ledger.Postgres.Audit;

/// <summary>A read of other people's audit data.</summary>
/// <param name="Actor">Who read.</param>
/// <param name="Owner">The person behind the actor.</param>
/// <param name="Operation">What was asked, as the API's reference names it.</param>
/// <param name="Question">The parameters as given, a UTF-8 JSON object.</param>
/// <param name="Position">Up to where the log was looked through; null where it was not.</param>
/// <param name="Items">How many were shown; null for an export, which is recorded before its first.</param>
/// <param name="Trace">Finds the request in the server's log.</param>
public sealed record AuditRead(string Actor, string Owner, string Operation, ReadOnlyMemory<byte> Question, long? Position, int? Items, string? Trace);

/// <summary>A read as it was recorded.</summary>
/// <param name="Id">Grows with every read.</param>
/// <param name="At">When, by the database.</param>
/// <param name="Read">The read.</param>
public sealed record RecordedRead(long Id, DateTimeOffset At, AuditRead Read);

/// <summary>A read could not be recorded, so it must not be answered.</summary>
/// <param name="inner">Why.</param>
public sealed class ReadNotRecordedException(Exception inner)
    : Exception("Reads of the audit are themselves recorded, and this one could not be. So it is not answered; try again in a moment.", inner);
