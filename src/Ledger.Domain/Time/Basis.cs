using System.Text.Json.Serialization;

namespace Ledger.Domain.Time;

/// <summary>依据: whose word counts in a state.</summary>
public enum Basis
{
    /// <summary>填报: every entry that stands, reviewed or not, also one that a reviewer rejected: until it is voided or corrected it is what was reported.</summary>
    [JsonStringEnumMemberName("reported")] Reported,

    /// <summary>审核: only what a reviewer confirmed, or what was read from a published document.</summary>
    [JsonStringEnumMemberName("confirmed")] Confirmed,
}
