namespace Ledger.Postgres.EventStore;

/// <summary>An entry to append: stored bytes, which outlive the code that wrote them.</summary>
/// <param name="Type">The stored name of the kind of entry, snake_case, 1 to 500 characters.</param>
/// <param name="Data">
/// The entry as UTF-8 JSON, at most 1 MiB, nested at most 64 deep, without U+0000 and with numbers that a double can hold.
/// PostgreSQL keeps its value and not its spelling: it orders keys and drops blanks.
/// </param>
/// <param name="DotNetType">What Marten writes to <c>mt_dotnet_type</c>, "Namespace.Type, Assembly"; null if nothing reads it.</param>
/// <param name="Headers">A UTF-8 JSON object under the same bounds, or null.</param>
public sealed record NewEntry(string Type, ReadOnlyMemory<byte> Data, string? DotNetType = null, ReadOnlyMemory<byte>? Headers = null);
