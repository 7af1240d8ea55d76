namespace Ledger.Postgres.ReadModels;

/// <summary>What every model's rows say beside the state.</summary>
/// <param name="Id">Id of the thing.</param>
/// <param name="EffectiveFrom">First day on which the state holds: until the first day of the next row known at the same position, see <see cref="Tiling"/>.</param>
/// <param name="KnownFrom">Position from which it is known.</param>
/// <param name="MadeBy">Position of the last entry folded into it.</param>
/// <param name="Version">That entry's version in its stream.</param>
/// <param name="RecordedAt">That entry's recorded time.</param>
/// <param name="Live">Whether the thing is there to be listed.</param>
internal readonly record struct ModelRow(
    string Id, DateOnly EffectiveFrom, long KnownFrom, long MadeBy, long Version, DateTimeOffset RecordedAt, bool Live)
{
    /// <summary>The end of knowledge of a row still believed.</summary>
    public const long Forever = long.MaxValue;

    /// <summary>The columns that all models' rows have, in the order in which they are written; a model's own follow.</summary>
    public const string Columns = "known_until, id, effective_from, known_from, made_by, version, recorded_at, live, state";

    /// <summary>How many those are.</summary>
    public const int Count = 9;

    /// <summary>Begins a row in the binary format of COPY: everything but the state and the model's own columns.</summary>
    /// <param name="buffer">Where to.</param>
    /// <param name="own">How many columns of its own the model has.</param>
    /// <returns>Where <c>known_until</c> ends, by which it may be changed, and what the digest hashes begins.</returns>
    public int Begin(CopyBuffer buffer, int own)
    {
        buffer.Row(Count + own);
        buffer.Add(Forever);
        var start = buffer.Length;
        buffer.Add(Id);
        buffer.Add(EffectiveFrom);
        buffer.Add(KnownFrom);
        buffer.Add(MadeBy);
        buffer.Add(Version);
        buffer.Add(RecordedAt);
        buffer.Add(Live);
        return start;
    }
}
