using System.Globalization;
using System.Text;

namespace Ledger.Domain.Entries;

/// <summary>佐证: which files may support which entries, and how files may be called.</summary>
public static class EvidenceRules
{
    /// <summary>Bytes of a file at most: 50 MB (50 × 1024 × 1024).</summary>
    public const long MostBytes = 52_428_800;

    /// <summary>Characters of a file's name at most.</summary>
    public const int MostNameCharacters = 255;

    /// <summary>A file's name without the folders that some browsers send before it, and without blanks around it.</summary>
    public static string CleanName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        return name[(name.LastIndexOfAny(['/', '\\']) + 1)..].Trim();
    }

    /// <summary>Why a file can't be called so, or <see langword="null"/>.</summary>
    /// <remarks>
    /// What can't be seen is refused and not taken out: a name that turns its direction around (U+202E) shows an ending that it
    /// does not have, and nobody should be recorded as having given a name that they did not give.
    /// </remarks>
    public static Refusal? RefuseName(string name)
    {
        ArgumentNullException.ThrowIfNull(name);
        if (name.Length == 0 || name is "." or ".." || name != CleanName(name)) return new EvidenceRefusals.FileNameInvalid(name, "it is empty, a folder, or has blanks around it");
        if (name.EnumerateRunes().Count() > MostNameCharacters) return new EvidenceRefusals.FileNameInvalid(name, $"it has more than {MostNameCharacters} characters");
        return name.EnumerateRunes().FirstOrDefault(IsUnseen, new Rune('a')) is var rune && IsUnseen(rune)
            ? new EvidenceRefusals.FileNameInvalid(name, FormattableString.Invariant($"it holds the character U+{rune.Value:X4}, which can't be seen"))
            : null;
    }

    /// <summary>Why a file can't support an entry, or <see langword="null"/>.</summary>
    internal static Refusal? Refuse(IReadOnlyList<Recorded> stream, EntryEvent.EvidenceAttached attached)
    {
        if (RefuseName(attached.FileName) is { } misnamed) return misnamed;
        if (stream.FirstOrDefault(entry => entry.Position == attached.Position) is not { } target) return new EntryRefusals.EntryNotFound(attached.Position);
        if (target.Event is EntryEvent.EvidenceAttached or EntryEvent.EntryReviewed) return new EvidenceRefusals.EvidenceMisplaced(target.Position, EventTypes.NameOf(target.Event));
        if (Recording.UndoneBy(stream, target.Position) is { } undone) return new EntryRefusals.EntryAlreadyVoided(target.Position, undone.Position);
        return stream.FirstOrDefault(entry => Same(entry, attached) && Recording.UndoneBy(stream, entry.Position) is null) is { } same
            ? new EvidenceRefusals.EvidenceAlreadyAttached(target.Position, same.Position)
            : null;
    }

    /// <summary>Why an entry can't be corrected because it attaches a file, or <see langword="null"/>.</summary>
    internal static Refusal? RefuseCorrection(IReadOnlyList<Recorded> stream, EntryEvent.EntryCorrected corrected) =>
        stream.FirstOrDefault(entry => entry.Position == corrected.Position)?.Event is EntryEvent.EvidenceAttached
            ? new EvidenceRefusals.EvidenceNotCorrected(corrected.Position)
            : null;

    private static bool Same(Recorded entry, EntryEvent.EvidenceAttached attached) =>
        entry.Event is EntryEvent.EvidenceAttached earlier && earlier.Position == attached.Position && earlier.Sha256 == attached.Sha256;

    // Controls, marks of direction, joiners of no width, separators of lines; and U+FFFD, which stands for bytes that were no text.
    private static bool IsUnseen(Rune rune) => rune == Rune.ReplacementChar || Rune.GetUnicodeCategory(rune) is
        UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator or UnicodeCategory.Surrogate;
}
