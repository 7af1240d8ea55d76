using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Testing.Specs;

/// <summary>Base of specs about decisions over one stream: Given these entries, When this one is wished, Then …</summary>
/// <typeparam name="TState">The kind of stream.</typeparam>
public abstract class Specs<TState>
    where TState : class, IAggregate<TState>
{
    /// <summary>The day on which every decision is made.</summary>
    protected static DateOnly Today { get; } = new(2026, 7, 1);

    /// <summary>The stream after these facts, recorded one after the other; each must itself be acceptable.</summary>
    protected static Given<TState> Given(params LedgerEvent[] events) => new(Today, events);

    /// <summary>The stream after these facts, as this author was allowed to record them.</summary>
    protected static Given<TState> GivenBy(Author by, params LedgerEvent[] events) => new(Today, events, by);

    /// <summary>Position of the n-th given entry, from 1. Other streams' entries lie between, as in life.</summary>
    protected static long Entry(int n) => Given<TState>.PositionOf(n);

    /// <summary>A date as told: <c>2022-06-18</c>, <c>2022-06</c>, <c>2022-Q2</c> or <c>2022</c>.</summary>
    protected static EffectiveDate On(string date) => new(ReducedDate.Parse(date));

    /// <summary>A date at which something was merely seen.</summary>
    protected static EffectiveDate SeenOn(string date) => EffectiveDate.SeenOn(ReducedDate.Parse(date));

    /// <summary>A calendar day.</summary>
    protected static DateOnly Day(string day) => DateOnly.ParseExact(day, "yyyy-MM-dd", System.Globalization.CultureInfo.InvariantCulture);

    /// <summary>The n-th given entry is voided.</summary>
    protected static EntryEvent.EntryVoided Void(int n, string? reason = "录入错误", string on = "2026-07-01") =>
        new() { Position = Entry(n), Reason = reason, Effective = On(on) };

    /// <summary>The n-th given entry is replaced.</summary>
    protected static EntryEvent.EntryCorrected Correct(int n, LedgerEvent replacement, string? reason = "日期有误") =>
        new() { Position = Entry(n), Replacement = replacement, Reason = reason, Effective = replacement.Effective };

    /// <summary>The n-th given entry is confirmed.</summary>
    protected static EntryEvent.EntryReviewed Confirm(int n) => new() { Position = Entry(n), Verdict = Verdict.Confirmed, Effective = On("2026-07-01") };

    /// <summary>The n-th given entry is rejected.</summary>
    protected static EntryEvent.EntryReviewed Reject(int n, string? reason = "与现场不符") =>
        new() { Position = Entry(n), Verdict = Verdict.Rejected, Reason = reason, Effective = On("2026-07-01") };
}
