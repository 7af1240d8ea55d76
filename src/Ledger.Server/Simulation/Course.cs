using System.Globalization;
using Ledger.Domain.Plans;
using Ledger.Domain.Simulations;
using Ledger.Domain.Time;

namespace Ledger.Server.Simulation;

/// <summary>
/// The plausible course of one fictional district: its plan, its projects and indicators, and everything that its clerks
/// recorded about them. Pure: the same seed and end give the same entries, and a later end only adds.
/// </summary>
internal static class Course
{
    /// <summary>The day on which the fictional plan is published.</summary>
    public static readonly DateOnly Published = new(2021, 3, 30);

    /// <summary>The last day of its period.</summary>
    public static readonly DateOnly PeriodEnd = new(2025, 12, 31);

    /// <summary>The day on which it is revised, half-way.</summary>
    public static readonly DateOnly Revised = new(2023, 7, 10);

    /// <summary>The code of a simulation's plan.</summary>
    public static string PlanOf(int seed) => Simulated.PlanPrefix + seed.ToString(CultureInfo.InvariantCulture);

    /// <summary>All entries that were recorded up to a day, in the order of recording.</summary>
    /// <param name="seed">Seed of the simulation.</param>
    /// <param name="until">The last simulated day of recording.</param>
    public static IReadOnlyList<SimulatedEntry> Of(int seed, DateOnly until)
    {
        var plan = PlanOf(seed);
        List<IReadOnlyList<SimulatedEntry>> streams =
        [
            [.. Office.Entries()],
            [.. Document(seed, plan)],
            .. Undertakings.Of(seed).Select(one => ProjectLife.Of(seed, plan, one)),
            .. Measures.Of(seed).Select(one => IndicatorLife.Of(seed, plan, one, until.Year)),
        ];
        var written = streams.SelectMany(stream => stream.Concat(Reviews.Of(seed, stream)));
        return Timetable.Order(seed, written.Where(entry => entry.Day <= until));
    }

    private static IEnumerable<SimulatedEntry> Document(int seed, string plan)
    {
        var document = new PlanDocument(
            plan, $"云岭示范区教育事业发展“十四五”规划（模拟 {plan}）", string.Create(CultureInfo.InvariantCulture, $"云岭教发（模拟）〔2021〕{seed}号"),
            Office.District.Name, Office.Region, Office.RegionCode, ReducedDate.Of(Published), new DateOnly(2021, 1, 1), PeriodEnd, [2023, 2025]);
        var stream = StreamName.Of<Plan>(plan);
        yield return new SimulatedEntry(stream, Office.District, Published, new PlanEvent.PlanPublished { Document = document, Effective = EffectiveDate.OnDay(Published) });
        yield return new SimulatedEntry(stream, Office.District, Revised, new PlanEvent.PlanRevised
        {
            Document = document with { DocumentNumber = string.Create(CultureInfo.InvariantCulture, $"云岭教发（模拟）〔2023〕{seed}号") },
            Effective = EffectiveDate.OnDay(Revised), Reason = "中期调整部分指标目标值",
        });
    }
}
