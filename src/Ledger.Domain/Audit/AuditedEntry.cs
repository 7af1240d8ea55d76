namespace Ledger.Domain.Audit;

/// <summary>
/// An entry as far as flags are about it. It can be made of any entry, also of one that another program or a later version
/// wrote: what can't be read of it is <see langword="null"/>, and the flags that need it don't hold.
/// </summary>
public sealed record AuditedEntry
{
    /// <summary>Place in the whole ledger, from 1.</summary>
    public required long Position { get; init; }

    /// <summary>The stored name of its kind.</summary>
    public required string Type { get; init; }

    /// <summary>记录时间.</summary>
    public required DateTimeOffset RecordedAt { get; init; }

    /// <summary>Who is answerable.</summary>
    public string? Actor { get; init; }

    /// <summary>业务日期 of the entry; of a correction the day from which its replacement holds.</summary>
    public DateOnly? HoldsFrom { get; init; }

    /// <summary>Position of the entry that it voids or corrects.</summary>
    public long? Undoes { get; init; }

    /// <summary>Stored name of the fact that it states, itself or as a correction; <see langword="null"/> where it states none.</summary>
    public string? Fact { get; init; }

    /// <summary>Position of the entry that it reviews.</summary>
    public long? Reviews { get; init; }

    /// <summary>The person behind the actor, where it was recorded.</summary>
    public string? Owner { get; init; }

    /// <summary>Position of the closing that it comes after; see <see cref="Plans.Lateness"/>.</summary>
    public long? Late { get; init; }

    /// <summary>Position of the evaluation of whose figures it changes one; see <see cref="Plans.Evaluated"/>.</summary>
    public long? Evaluated { get; init; }

    /// <summary>形象进度 that it reports, in percent, itself or as a correction.</summary>
    public decimal? Percent { get; init; }

    /// <summary>Whether the program itself recorded it: an import, the first start. No person's habits are to be seen in it.</summary>
    public bool BySystem => Actor?.StartsWith("system:", StringComparison.Ordinal) ?? false;
}
