namespace Ledger.Domain.Entries;

/// <summary>Who records an entry.</summary>
/// <param name="Actor">The authenticated person, key or process.</param>
/// <param name="Owner">The person behind it: the person, or the owner of the key.</param>
public sealed record Author(string Actor, string Owner);
