using System.Text.Json.Serialization;

namespace Ledger.Domain.Accounts;

/// <summary>What a person or a key may do.</summary>
public enum Role
{
    /// <summary>填报: records entries in its regions.</summary>
    [JsonStringEnumMemberName("recorder")] Recorder,

    /// <summary>审核: confirms or rejects others' entries and closes periods in its regions.</summary>
    [JsonStringEnumMemberName("reviewer")] Reviewer,

    /// <summary>督学、审计: reads everything, writes nothing.</summary>
    [JsonStringEnumMemberName("supervisor")] Supervisor,

    /// <summary>管理员: manages accounts and keys; writes no entries about projects or indicators.</summary>
    [JsonStringEnumMemberName("administrator")] Administrator,
}
