using static System.FormattableString;

namespace Ledger.Domain.Entries;

/// <summary>Refusals about files and what they support.</summary>
public static class EvidenceRefusals
{
    /// <summary>A file supports facts, corrections and voidings; not reviews, and not other files.</summary>
    /// <param name="Position">The entry named.</param>
    /// <param name="Type">Stored name of its kind.</param>
    public sealed record EvidenceMisplaced(long Position, string Type) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "evidence_misplaced";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} is '{Type}', which takes no evidence. Attach the file to the entry that it is about.");
    }

    /// <summary>The same file supports the same entry already.</summary>
    /// <param name="Position">The entry.</param>
    /// <param name="By">Position of the entry that attached the file.</param>
    public sealed record EvidenceAlreadyAttached(long Position, long By) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "evidence_already_attached";

        /// <inheritdoc />
        public override string Message => Invariant($"The same file is attached to the entry at {Position} by the entry at {By} already.");
    }

    /// <summary>What was attached is voided and attached anew, not corrected.</summary>
    /// <param name="Position">The entry that attached a file.</param>
    public sealed record EvidenceNotCorrected(long Position) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "evidence_not_corrected";

        /// <inheritdoc />
        public override string Message => Invariant($"The entry at {Position} attaches a file and can't be corrected. Void it and attach the right file.");
    }

    /// <summary>A file can't be called so.</summary>
    /// <param name="FileName">The name given.</param>
    /// <param name="Fault">What is wrong with it.</param>
    public sealed record FileNameInvalid(string FileName, string Fault) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "file_name_invalid";

        /// <inheritdoc />
        public override string Message => Invariant($"The file can't be recorded under this name: {Fault}. Give it a name of visible characters, without a folder.");
    }

    /// <summary>No file with that hash was uploaded.</summary>
    /// <param name="Sha256">The hash asked for.</param>
    public sealed record FileNotUploaded(string Sha256) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "file_not_uploaded";

        /// <inheritdoc />
        public override string Message => Invariant($"No file with the SHA-256 {Sha256} was uploaded. Upload it first, and attach it by the hash that the answer names.");
    }

    /// <summary>The file has no content.</summary>
    public sealed record FileEmpty : Refusal
    {
        /// <inheritdoc />
        public override string Code => "file_empty";

        /// <inheritdoc />
        public override string Message => "The file is empty. Choose the file again.";
    }

    /// <summary>The content is of a kind that is no evidence.</summary>
    /// <param name="Found">What it was found to be.</param>
    public sealed record EvidenceTypeRefused(string Found) : Refusal
    {
        /// <inheritdoc />
        public override string Code => "evidence_type_refused";

        /// <inheritdoc />
        public override string Message => Invariant($"The content of the file is {Found}, which is not accepted as evidence. Photos, PDF, office documents, video, text and archives are.");
    }
}
