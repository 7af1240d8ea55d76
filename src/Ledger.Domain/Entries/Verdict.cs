using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>审核结论: what a reviewer says of an entry.</summary>
public enum Verdict
{
    /// <summary>确认: it is right.</summary>
    [JsonStringEnumMemberName("confirmed")] Confirmed,

    /// <summary>退回: it is not; its recorder voids or corrects it.</summary>
    [JsonStringEnumMemberName("rejected")] Rejected,
}
