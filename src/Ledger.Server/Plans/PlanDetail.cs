using System.ComponentModel;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization;
using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary>A plan by itself: the item and the two times.</summary>
[Description("A published plan at the two times.")]
internal sealed record PlanDetail : PlanItem
{
    [SetsRequiredMembers]
    internal PlanDetail(Row<Plan.Published> row, PlanCounts counts, Times times)
        : base(Of(row, counts)) => (AsOf, KnownAt, Position) = (times.AsOf, times.KnownAt, times.Position);

    [Description(Describe.AsOf), JsonPropertyOrder(-3)] public DateOnly AsOf { get; }
    [Description(Describe.KnownAt), JsonPropertyOrder(-2)] public DateTimeOffset? KnownAt { get; }
    [Description(Describe.Position), JsonPropertyOrder(-1)] public long Position { get; }
}
