using Ledger.Server.Api;

namespace Ledger.Server.Recording.Forms;

/// <summary>A form as it is shown.</summary>
/// <param name="Task">What it is for.</param>
/// <param name="Values">What its fields hold.</param>
/// <param name="Version">The version of the stream that its reader has seen.</param>
/// <param name="Key">Makes sending it twice harmless; see <see cref="FormKey"/>.</param>
/// <param name="Today">Today in Asia/Shanghai.</param>
internal sealed record FormModel(FormTask Task, FormValues Values, long Version, string Key, DateOnly Today)
{
    /// <summary>What is wrong with it.</summary>
    public IReadOnlyList<FormFault> Faults { get; init; } = [];

    /// <summary>How the timeline would look; null where that was not asked, or it would not be accepted.</summary>
    public Preview? Preview { get; init; }

    /// <summary>Whether a preview was asked for.</summary>
    public bool Asked { get; init; }

    /// <summary>What others recorded while the form was filled.</summary>
    public IReadOnlyList<EntryItem> Since { get; init; } = [];

    /// <summary>Position of what this form has recorded already; null as long as it has not.</summary>
    public long? Recorded { get; init; }
}
