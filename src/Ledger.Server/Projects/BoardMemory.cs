using Ledger.Domain.Time;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;
using Ledger.Server.Web.Answers;

namespace Ledger.Server.Projects;

/// <summary>Pages of a plan's board from what is remembered of its projects: all that was ever believed of them, each stretch as it is answered.</summary>
/// <remarks>
/// A block read when the models stood at a position answers every day at every position up to that, for ever, without the database. It is read
/// when pages that begin there are asked for again and again about the past; bounded in bytes. A page that is not to be had from memory is
/// nobody's error: the caller asks the database.
/// </remarks>
internal sealed class BoardMemory(ProjectBlocks blocks, PlanTotals totals, LedgerPositions positions, AnswerSettings settings) : IDisposable
{
    private const int ProjectsOfBlock = 64;
    private const int LargestPage = 100;
    private const int LoadsAtOnce = 2;
    private const int AskedBefore = 3;
    private const long TotalsBytes = 8 << 20;

    private readonly AnswerMemory<(long Generation, string Plan, Basis Basis, long After), RememberedBlock> _blocks = new(settings.RowsBytes);
    private readonly AnswerMemory<(long Generation, string Plan, Basis Basis), PlanTotal> _totals = new(TotalsBytes);
    private readonly AnswerMemory<(string Plan, Basis Basis, long After), AskCount> _asked = new(10_000);
    private readonly SemaphoreSlim _loads = new(LoadsAtOnce);
    private long _answered;

    /// <summary>How many pages were answered from memory.</summary>
    public long Answered => Volatile.Read(ref _answered);

    /// <summary>The page; null where the database is to be asked.</summary>
    public async ValueTask<Listing<ItemBytes>?> TryPageAsync(PageRequest page, string plan, CancellationToken ct)
    {
        if (page.Limit > LargestPage || settings.RowsBytes == 0) return null;
        var generation = await positions.GenerationAsync(ct);
        var (times, basis) = (page.Times, page.Times.Basis);
        if (await TotalAsync(generation, plan, basis, page, ct) is not { } total) return null;
        var items = new List<ItemBytes>(page.Limit);
        for (var after = page.After; ;)
        {
            if (await BlockAsync(generation, plan, basis, after, page, ct) is not { } block) return null;
            foreach (var project in block.Projects)
            {
                after = project.Ordinal;
                if (project.At(times.AsOf, times.Position) is not { Live: true } stretch) continue;
                if (items.Count == page.Limit) return Page(items, more: true);
                items.Add(stretch.Item(project.Id, project.Ordinal));
            }

            if (block.Last) return Page(items, more: false);
        }

        Listing<ItemBytes> Page(List<ItemBytes> found, bool more)
        {
            Interlocked.Increment(ref _answered);
            return new(times.AsOf, times.KnownAt, times.Position, total.At(times.AsOf, times.Position), found, more ? page.CursorAfter(found[^1].Ordinal) : null);
        }
    }

    public void Dispose() => _loads.Dispose();

    private async ValueTask<PlanTotal?> TotalAsync(long generation, string plan, Basis basis, PageRequest page, CancellationToken ct)
    {
        var key = (generation, plan, basis);
        if (_totals.Find(key) is { } known && known.Reached >= page.Times.Position) return known;
        if (!Due(plan, basis, -1, page) || !await _loads.WaitAsync(0, ct)) return null;
        try
        {
            var read = await totals.ReadAsync(plan, basis, ct);
            _totals.Keep(key, read, read.Weight);
            return read.Reached >= page.Times.Position ? read : null;
        }
        finally
        {
            _loads.Release();
        }
    }

    private async ValueTask<RememberedBlock?> BlockAsync(long generation, string plan, Basis basis, long after, PageRequest page, CancellationToken ct)
    {
        var key = (generation, plan, basis, after);
        if (_blocks.Find(key) is { } known && known.Reached >= page.Times.Position) return known;
        if (!Due(plan, basis, after, page) || !await _loads.WaitAsync(0, ct)) return null;
        try
        {
            var read = new RememberedBlock(await blocks.ReadAsync(plan, basis, after, ProjectsOfBlock, ct));
            _blocks.Keep(key, read, read.Weight);
            return read.Reached >= page.Times.Position ? read : null;
        }
        finally
        {
            _loads.Release();
        }
    }

    // Reading a block costs as much as many pages: only for what is asked for repeatedly, and not again for every entry that is recorded.
    private bool Due(string plan, Basis basis, long after, PageRequest page)
    {
        // Later pages are pinned to the position of the first.
        if (!page.Times.Frozen && page.After == 0) return false;
        var key = (plan, basis, after);
        var count = _asked.Find(key);
        if (count is null) _asked.Keep(key, count = new AskCount(), 1);
        return Interlocked.Increment(ref count.Times) % AskedBefore == 0;
    }

    private sealed class AskCount
    {
        public int Times;
    }
}
