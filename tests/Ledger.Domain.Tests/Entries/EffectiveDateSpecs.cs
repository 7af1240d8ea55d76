using Ledger.Domain.Entries;
using Ledger.Domain.Tests.Projects;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

/// <summary>Today is 2026-07-01.</summary>
public sealed class EffectiveDateSpecs : ProjectSpecs
{
    [Fact]
    public void An_entry_may_hold_from_tomorrow() =>
        Given(Planned).When(StartedOn("2026-07-02")).ThenRecorded(StartedOn("2026-07-02"));

    [Fact]
    public void An_entry_may_not_hold_from_later() =>
        Given(Planned).When(StartedOn("2026-07-03")).ThenRefused(new EntryRefusals.EffectiveInFuture(Day("2026-07-03"), Day("2026-07-02")));

    [Fact]
    public void A_month_a_quarter_or_a_year_that_is_not_over_lies_ahead()
    {
        Given(Planned).When(StartedOn("2026-07")).ThenRefused(new EntryRefusals.EffectiveInFuture(Day("2026-07-31"), Day("2026-07-02")));
        Given(Planned).When(StartedOn("2026-Q3")).ThenRefused(new EntryRefusals.EffectiveInFuture(Day("2026-09-30"), Day("2026-07-02")));
        Given(Planned).When(StartedOn("2026")).ThenRefused(new EntryRefusals.EffectiveInFuture(Day("2026-12-31"), Day("2026-07-02")));
    }

    [Fact]
    public void A_month_or_a_quarter_that_is_over_does_not()
    {
        Given(Planned).When(StartedOn("2026-06")).ThenRecorded(StartedOn("2026-06"));
        Given(Planned).When(StartedOn("2026-Q2")).ThenRecorded(StartedOn("2026-Q2"));
    }

    [Fact]
    public void A_replacement_lies_ahead_no_further() =>
        Given(Planned, StartedOn("2026-06-01"))
            .When(Correct(2, StartedOn("2026-07-03")) with { Effective = On("2026-07-01") })
            .ThenRefused(new EntryRefusals.EffectiveInFuture(Day("2026-07-03"), Day("2026-07-02")));

    [Fact]
    public void A_voiding_lies_ahead_no_further() =>
        Given(Planned).When(Void(1, on: "2026-07-03")).ThenRefused(new EntryRefusals.EffectiveInFuture(Day("2026-07-03"), Day("2026-07-02")));
}
