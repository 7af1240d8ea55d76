using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>Facts about another entry of the same stream rather than about the world.</summary>
public abstract record EntryEvent : LedgerEvent
{
    private EntryEvent() { }

    /// <summary>撤销: the entry at <see cref="Position"/> was a mistake and counts no more.</summary>
    /// <remarks>Final: a voided entry stays voided. What holds after all is recorded anew. Voiding a correction leaves neither it nor the mistake it replaced.</remarks>
    [StoredAs("entry_voided")]
    public sealed record EntryVoided : EntryEvent
    {
        /// <summary>Position of the entry that is voided.</summary>
        public required long Position { get; init; }
    }

    /// <summary>更正: the entry at <see cref="Position"/> was wrong; <see cref="Replacement"/> is right and stands in its place.</summary>
    [StoredAs("entry_corrected")]
    public sealed record EntryCorrected : EntryEvent
    {
        /// <summary>Position of the entry that is replaced.</summary>
        public required long Position { get; init; }

        /// <summary>The fact as it should have been recorded, with its own effective date.</summary>
        [JsonConverter(typeof(NestedEventConverter))]
        public required LedgerEvent Replacement { get; init; }
    }

    /// <summary>审核: a reviewer confirmed or rejected the entry at <see cref="Position"/>. The last word on it counts.</summary>
    /// <remarks>A rejection takes nothing out of what was reported: it says that somebody must void or correct the entry, and why.</remarks>
    [StoredAs("entry_reviewed")]
    public sealed record EntryReviewed : EntryEvent
    {
        /// <summary>Position of the entry that is reviewed.</summary>
        public required long Position { get; init; }

        /// <summary>What the reviewer says of it.</summary>
        public required Verdict Verdict { get; init; }
    }
    /// <summary>佐证: a file supports the entry at <see cref="Position"/>. It changes no state; it is shown with the entry.</summary>
    /// <remarks>The file itself is stored once under its hash, outside the log. Whoever has the entry can tell whether a file is the one that was attached.</remarks>
    [StoredAs("evidence_attached")]
    public sealed record EvidenceAttached : EntryEvent
    {
        /// <summary>Position of the entry that the file supports.</summary>
        public required long Position { get; init; }

        /// <summary>Name of the file, without folders, at most 255 characters; see <see cref="EvidenceRules.CleanName"/>.</summary>
        public required string FileName { get; init; }

        /// <summary>Media type, found in the content and never taken from the name.</summary>
        public required string MediaType { get; init; }

        /// <summary>Size in bytes, 1 to <see cref="EvidenceRules.MostBytes"/>.</summary>
        public required long Size { get; init; }

        /// <summary>SHA-256 of the content, 64 lower-case hexadecimal digits.</summary>
        public required string Sha256 { get; init; }

        /// <summary>说明: what the file shows, in the recorder's words.</summary>
        public string? Caption { get; init; }
    }
}
