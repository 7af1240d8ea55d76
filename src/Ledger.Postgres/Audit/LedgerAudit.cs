using System.Runtime.CompilerServices;
using Ledger.Postgres.EventStore;

namespace Ledger.Postgres.Audit;

/// <summary>Looks through the log for what an auditor asks about.</summary>
/// <remarks>
/// Step by step, each one bounded: neither the length of the log nor how rarely something fits makes a step longer or take
/// more memory.
/// </remarks>
/// <param name="database">The database.</param>
public sealed class LedgerAudit(LedgerDatabase database)
{
    private const int Window = 20_000;
    private const int Step = 500;

    // To judge a step, what came before it is read too: an export, which nobody waits for entry by entry, takes longer ones.
    private const int StepOfExport = 5_000;

    // About a second's work: 2,000,000 positions of which few fit, or 50,000 entries that have to be judged.
    private const int StepsOfPage = 100;

    /// <summary>All entries that fit, in constant memory.</summary>
    /// <param name="range">The part of the log.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="known">The end of the ledger as it is asked about: what was recorded behind it bears on no flag.</param>
    /// <param name="ct">Cancels.</param>
    public async IAsyncEnumerable<AuditLine> ReadAsync(AuditRange range, AuditFilter filter, Head known, [EnumeratorCancellation] CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        // The next step is read and judged while this one is written: two steps are held at most.
        var next = range.IsEmpty ? null : StepAsync(range, filter, known, StepOfExport, ct);
        try
        {
            while (next is not null)
            {
                var (lines, left) = await next;
                next = left.IsEmpty ? null : StepAsync(left, filter, known, StepOfExport, ct);
                foreach (var line in lines)
                {
                    yield return line;
                }
            }
        }
        finally
        {
            // Whoever stops reading leaves nothing behind that still reads.
            if (next is not null) await ((Task)next).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }
    }

    /// <summary>The next entries that fit, as far as they are found in about a second.</summary>
    /// <param name="range">The part of the log that is left.</param>
    /// <param name="filter">Which ones.</param>
    /// <param name="known">The end of the ledger as it is asked about: what was recorded behind it bears on no flag.</param>
    /// <param name="limit">Entries at most, from 1.</param>
    /// <param name="ct">Cancels.</param>
    /// <returns>A page. It may hold fewer entries than asked for, or none, and still not be the last.</returns>
    public async Task<AuditPage> PageAsync(AuditRange range, AuditFilter filter, Head known, int limit, CancellationToken ct = default)
    {
        ArgumentNullException.ThrowIfNull(filter);
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        var found = new List<AuditLine>();
        var left = range;
        for (var step = 0; !left.IsEmpty; step++)
        {
            if (step == StepsOfPage)
            {
                return new AuditPage(found, left.NewestFirst ? left.UpTo + 1 : left.After);
            }

            (var lines, left) = await StepAsync(left, filter, known, Step, ct);
            found.AddRange(lines);
            if (found.Count > limit)
            {
                return new AuditPage(found[..limit], found[limit - 1].Stored.Position);
            }
        }

        return new AuditPage(found, null);
    }

    private async Task<(IReadOnlyList<AuditLine> Lines, AuditRange Left)> StepAsync(
        AuditRange left, AuditFilter filter, Head known, int step, CancellationToken ct)
    {
        var window = left.Window(Window);
        var entries = await ReadAuditWindow.ExecuteAsync(database.App, window, filter, step, ct);
        var flagged = await Flagging.FlagAsync(database.App, entries, known, ct);
        return ([.. flagged.Where(filter.Wants)], left.Beyond(entries.Count == step ? entries[^1].Position : window.Last));
    }
}
