using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;
using Xunit;

namespace Ledger.Domain.Tests.Projects;

public sealed class ProgressReportedSpecs : ProjectSpecs
{
    [Fact]
    public void Progress_runs_from_0_to_100()
    {
        foreach (var percent in new[] { 0m, 0.1m, 100m })
            Given(Planned, StartedOn("2022-01-01")).When(ProgressOn("2022-02-01", percent)).ThenRecorded(ProgressOn("2022-02-01", percent))
                .AndOn("2022-01-31", Is(p => p.Percent, null))
                .AndOn("2022-02-01", Is(p => p.Percent, Quantity.From<Percent>(percent)))
                .AndOn("2022-02-01", Stands(Stage.UnderConstruction));
    }

    [Fact]
    public void Progress_below_0_or_above_100_is_refused()
    {
        foreach (var percent in new[] { -0.1m, 100.1m, decimal.MaxValue, decimal.MinValue })
            Given(Planned, StartedOn("2022-01-01")).When(ProgressOn("2022-02-01", percent)).ThenRefused(new ProjectRefusals.PercentOutOfRange(percent));
    }

    [Fact]
    public void Investment_to_date_stays_until_told_anew()
    {
        var report = ProgressOn("2022-02-01", 20m) with { InvestedTenThousandYuan = Quantity.From<TenThousandYuan>(1200.50m) };
        Given(Planned, StartedOn("2022-01-01"), report).When(ProgressOn("2022-03-01", 30m)).ThenRecorded(ProgressOn("2022-03-01", 30m))
            .AndOn("2022-03-01", Is(p => p.Percent, Quantity.From<Percent>(30m)))
            .AndOn("2022-03-01", Is(p => p.InvestedTenThousandYuan, report.InvestedTenThousandYuan));
    }

    [Fact]
    public void A_back_dated_report_does_not_hide_a_later_one() =>
        Given(Planned, StartedOn("2022-01-01"), ProgressOn("2022-03-01", 30m)).When(ProgressOn("2022-02-01", 20m)).ThenRecorded(ProgressOn("2022-02-01", 20m))
            .AndOn("2022-02-15", Is(p => p.Percent, Quantity.From<Percent>(20m)))
            .AndOn("2022-02-15", Entry(3), Is(p => p.Percent, null))
            .AndOn("2022-03-01", Is(p => p.Percent, Quantity.From<Percent>(30m)));
}
