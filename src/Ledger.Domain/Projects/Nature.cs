using System.Text.Json.Serialization;

namespace Ledger.Domain.Projects;

/// <summary>建设性质: what kind of building work a project is.</summary>
public enum Nature
{
    /// <summary>新建.</summary>
    [JsonStringEnumMemberName("new")] New,

    /// <summary>续建: begun under an earlier plan.</summary>
    [JsonStringEnumMemberName("continuation")] Continuation,

    /// <summary>扩建.</summary>
    [JsonStringEnumMemberName("expansion")] Expansion,

    /// <summary>改扩建.</summary>
    [JsonStringEnumMemberName("renovation-expansion")] RenovationExpansion,

    /// <summary>迁建.</summary>
    [JsonStringEnumMemberName("relocation")] Relocation,

    /// <summary>购置、回购.</summary>
    [JsonStringEnumMemberName("acquisition")] Acquisition,

    /// <summary>撤并、整合.</summary>
    [JsonStringEnumMemberName("merger")] Merger,
}
