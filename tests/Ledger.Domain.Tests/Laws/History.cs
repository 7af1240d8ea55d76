using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Tests.Laws;

/// <summary>What came of a wish, for counting.</summary>
public sealed record Attempt(string Kind, Decision Decision);

/// <summary>A history made by deciding on wishes one after the other; what is refused leaves no trace.</summary>
public sealed class History<TState, TVerbs>
    where TState : class, IAggregate<TState>
    where TVerbs : IVerbs
{
    public const int VoidVerb = -1;
    public const int CorrectVerb = -2;
    public const int ReviewVerb = -3;
    public const int AttachVerb = -4;
    private static readonly Author Reviewer = new("reviewer", "reviewer");
    private static readonly DateOnly Today = new(2026, 7, 1);
    private readonly List<Recorded> entries = [];
    private readonly List<Attempt> attempts = [];

    public History(IReadOnlyList<Wish> wishes)
    {
        Wishes = wishes;
        foreach (var wish in wishes) Try(wish);
    }

    public IReadOnlyList<Wish> Wishes { get; }

    public IReadOnlyList<Recorded> Entries => entries;

    public IReadOnlyList<Attempt> Attempts => attempts;

    /// <summary>Every position recorded, one before the first, and one between each two.</summary>
    public IEnumerable<long> KnownAts => entries.SelectMany(entry => new[] { entry.Position - 1, entry.Position });

    /// <summary>Every day on which a state could change, and its neighbours.</summary>
    public IEnumerable<DateOnly> AsOfs => entries.Select(entry => entry.Event.Effective.On).Distinct()
        .SelectMany(day => new[] { day.AddDays(-1), day, day.AddDays(1) }).Distinct().Order();

    public override string ToString() => entries.Count == 0
        ? "an empty history"
        : string.Join(Environment.NewLine, entries.Select(entry => $"{Environment.NewLine}{entry.Position}: {entry.Event.Effective.On:yyyy-MM-dd} {EventTypes.NameOf(entry.Event)} {System.Text.Encoding.UTF8.GetString(LedgerJson.Write(entry.Event))}"));

    private void Try(Wish wish)
    {
        var (kind, @event) = EventOf(wish);
        if (@event is null) return;
        var backDated = entries.Count > 0 && @event.Effective.On < entries.Max(entry => entry.Event.Effective.On);
        var decision = Recording.Decide<TState>(entries, @event, Today, Reviewer);
        attempts.Add(new Attempt(kind is "fact" && backDated ? "back-dated" : kind, decision));
        if (decision is not Decision.Accepted accepted) return;

        // Positions leave gaps: other streams' entries lie between. Some are imported, and need no review.
        var n = entries.Count + 1;
        var actor = @event is not EntryEvent.EntryReviewed && wish.Value % 5 == 1 ? Review.ImportActor : "tester";
        entries.Add(new Recorded(n * 10, StreamName.Of<TState>("law"), n, DateTimeOffset.UnixEpoch.AddSeconds(n), actor, accepted.Event));
    }

    private (string Kind, LedgerEvent? Event) EventOf(Wish wish) => wish.Verb switch
    {
        VoidVerb => ("void", Meant(wish) is { } position ? new EntryEvent.EntryVoided { Position = position, Reason = "录入错误", Effective = wish.Effective } : null),
        CorrectVerb => ("correction", Meant(wish) is { } position ? Correction(wish, position) : null),
        ReviewVerb => ("review", Meant(wish) is { } position ? new EntryEvent.EntryReviewed
        {
            Position = position, Verdict = wish.Value % 3 == 0 ? Verdict.Rejected : Verdict.Confirmed, Reason = "与现场不符", Effective = wish.Effective,
        } : null),
        AttachVerb => ("evidence", Meant(wish) is { } position ? new EntryEvent.EvidenceAttached
        {
            Position = position, FileName = "照片.jpg", MediaType = "image/jpeg", Size = 1, Sha256 = new string((char)('0' + wish.Value % 3), 64), Effective = wish.Effective,
        } : null),
        _ => ("fact", TVerbs.Facts[wish.Verb].Make(wish)),
    };

    // Mostly the same fact with another date or another value, as a clerk would; sometimes another fact altogether.
    private EntryEvent.EntryCorrected Correction(Wish wish, long position)
    {
        var mistaken = entries.Single(entry => entry.Position == position).Event;
        var fact = mistaken is EntryEvent.EntryCorrected earlier ? earlier.Replacement : mistaken;
        var replacement = wish.Value % 4 == 0 || fact is EntryEvent
            ? TVerbs.Facts[wish.Value % TVerbs.Facts.Count].Make(wish)
            : fact with { Effective = wish.Value % 4 == 1 ? fact.Effective : wish.Effective, Reason = "更正" };
        return new EntryEvent.EntryCorrected { Position = position, Replacement = replacement, Reason = "日期有误", Effective = replacement.Effective };
    }

    private long? Meant(Wish wish) => entries.Count == 0 ? null : entries[^(wish.Target % entries.Count + 1)].Position;
}
