using System.ComponentModel;

namespace Ledger.Server.Health;

/// <summary>One part of the server.</summary>
[Description("One part of the server, and whether it is ready.")]
internal sealed record PartItem(
    [property: Description("Name of the part: start, database, migrations, or a read model.")] string Name,
    [property: Description("Whether it is ready.")] bool Ready,
    [property: Description("Why it is not ready, or what it does; null if there is nothing to say.")] string? Reason)
{
    [Description("Position that a read model has reached; null for other parts.")]
    public long? Position { get; init; }

    [Description("Entries that a read model has yet to read; null for other parts.")]
    public long? Lag { get; init; }

    [Description("Position of the entry that a read model could not apply; null if it did not stop.")]
    public long? StoppedAt { get; init; }
}

/// <summary>Whether the server can answer.</summary>
[Description("Whether the server can answer, part by part.")]
internal sealed record Readiness(
    [property: Description("ready or not-ready.")] string Status,
    [property: Description("The last position of the ledger; null where the database can't be asked.")] long? Position,
    [property: Description("The parts.")] IReadOnlyList<PartItem> Parts);

/// <summary>Whether the process runs.</summary>
[Description("Whether the process runs.")]
internal sealed record Liveness([property: Description("Always live.")] string Status);
