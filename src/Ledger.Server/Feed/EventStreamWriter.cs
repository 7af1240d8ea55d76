using System.Buffers;
using System.Diagnostics;
using System.IO.Pipelines;
using System.Text;
using Ledger.Postgres.Feed;
using Ledger.Postgres.Measures;
using Microsoft.AspNetCore.Server.Kestrel.Core.Features;

namespace Ledger.Server.Feed;

/// <summary>Writes the feed as server-sent events to one reader, no faster than it reads.</summary>
/// <remarks>
/// Nothing waits in memory for a slow reader but one page: it falls behind, and then reads history. One that does not take even
/// that within the server's patience is told so and ended; it comes again with the id of the last event that it has.
/// </remarks>
internal sealed class EventStreamWriter
{
    private readonly HttpContext _context;
    private readonly PipeWriter _body;
    private readonly CloudEvents _events;
    private readonly TimeProvider _clock;
    private readonly TimeSpan _heartbeat;
    private readonly TimeSpan _patience;
    private long _told;
    private long _lastWritten = Stopwatch.GetTimestamp();
    private bool _live;

    /// <param name="context">The request; its answer has its headers.</param>
    /// <param name="events">How entries are written.</param>
    /// <param name="settings">Bounds.</param>
    /// <param name="after">The position that the reader has.</param>
    public EventStreamWriter(HttpContext context, CloudEvents events, FeedSettings settings, long after)
    {
        (_context, _body, _events, _told) = (context, context.Response.BodyWriter, events, after);
        _clock = context.RequestServices.GetRequiredService<TimeProvider>();
        _heartbeat = TimeSpan.FromSeconds(Math.Clamp(settings.HeartbeatSeconds, 1, 60));
        _patience = TimeSpan.FromSeconds(Math.Max(1, settings.PatienceSeconds));
        // Bounded by our own patience: the web server's bound is in bytes per second, of which a quiet ledger has few.
        if (context.Features.Get<IHttpMinResponseDataRateFeature>() is { } rate) rate.MinDataRate = null;
    }

    /// <summary>Writes until the reader goes, is too slow, or <paramref name="ct"/> ends it.</summary>
    public async Task WriteAsync(FeedReader reader, FeedFilter filter, CancellationToken ct)
    {
        try
        {
            Frame("retry: 1000\n\n"u8);
            if (!await FlushAsync()) return;
            await foreach (var page in reader.FollowAsync(_told, filter, _heartbeat, ct))
            {
                if (page.Entries.Count > 0) await _events.PrepareAsync(ct);
                var waited = _live;
                if (Write(page) && !await FlushAsync()) return;
                Measure(page, waited);
            }
        }
        catch (OperationCanceledException) when (!_context.RequestAborted.IsCancellationRequested)
        {
            await EndAsync("come-again");
        }
        catch (OperationCanceledException)
        {
            // gone
        }
        catch (FeedGapException)
        {
            await EndAsync("gap");
        }
    }

    // Whether there is something to send.
    private bool Write(FeedPage page)
    {
        foreach (var entry in page.Entries)
        {
            Frame(FormattableString.Invariant($"id: {entry.Stored.Position}\nevent: entry\ndata: "));
            _events.Write(_body, entry, _told);
            Frame("\n\n"u8);
            _told = entry.Stored.Position;
        }

        var silent = Stopwatch.GetElapsedTime(_lastWritten) >= _heartbeat;
        var arrived = !_live && page.LookedUpTo >= page.Head;
        if (page.Entries.Count == 0 && !silent && !arrived) return false;
        if (page.LookedUpTo > _told && (silent || arrived)) Skip(page.LookedUpTo);
        if (silent || arrived) Frame(FormattableString.Invariant($"event: head\ndata: {{\"position\":{_told},\"head\":{page.Head}}}\n\n"));
        _live |= arrived;
        return true;
    }

    private void Measure(FeedPage page, bool waited)
    {
        if (page.Entries.Count == 0) return;
        FeedMeasures.Sent(FeedWay.Sse, page.Entries.Count);
        if (!waited) return;
        var now = _clock.GetUtcNow();
        foreach (var entry in page.Entries) FeedMeasures.SentLive(FeedWay.Sse, entry.Stored.RecordedAt, now);
    }

    private void Skip(long to)
    {
        Frame(FormattableString.Invariant($"id: {to}\nevent: skipped\ndata: {{\"from\":{_told + 1},\"to\":{to}}}\n\n"));
        _told = to;
    }

    private void Frame(ReadOnlySpan<byte> bytes) => _body.Write(bytes);

    private void Frame(string text) => Encoding.UTF8.GetBytes(text, _body);

    private async Task EndAsync(string reason)
    {
        Frame(FormattableString.Invariant($"event: end\ndata: {{\"reason\":\"{reason}\",\"position\":{_told}}}\n\n"));
        await FlushAsync();
    }

    // False where the reader does not take it in time: it is cut off, and what it has is whole events and perhaps a part of one
    // that its parser throws away.
    private async Task<bool> FlushAsync()
    {
        var began = Stopwatch.GetTimestamp();
        var flush = _body.FlushAsync(CancellationToken.None);
        if (!flush.IsCompletedSuccessfully)
        {
            try
            {
                await flush.AsTask().WaitAsync(_patience, _context.RequestAborted);
            }
            catch (TimeoutException)
            {
                _context.Abort();
                return false;
            }
        }

        _lastWritten = Stopwatch.GetTimestamp();
        if (Stopwatch.GetElapsedTime(began) < _patience / 2) return true;
        Frame(FormattableString.Invariant($"event: end\ndata: {{\"reason\":\"slow\",\"position\":{_told}}}\n\n"));
        await _body.FlushAsync(_context.RequestAborted);
        return false;
    }
}
