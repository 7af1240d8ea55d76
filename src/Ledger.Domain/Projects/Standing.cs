using System.Text.Json.Serialization;

namespace Ledger.Domain.Projects;

/// <summary>Whether a project goes on.</summary>
public enum Standing
{
    /// <summary>It goes on.</summary>
    [JsonStringEnumMemberName("active")] Active,

    /// <summary>停工: it rests and may be resumed.</summary>
    [JsonStringEnumMemberName("suspended")] Suspended,

    /// <summary>取消: it ended unbuilt.</summary>
    [JsonStringEnumMemberName("cancelled")] Cancelled,

    /// <summary>撤并: its facility was merged into another.</summary>
    [JsonStringEnumMemberName("merged-away")] MergedAway,
}
