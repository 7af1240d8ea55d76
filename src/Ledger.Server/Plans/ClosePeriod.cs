using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Server.Recording;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>POST /api/v1/plans/{code}/periods</c></summary>
internal static class ClosePeriod
{
    /// <summary>The stored name of what it records.</summary>
    public static string Type { get; } = EventTypes.All.Single(type => type.Value == typeof(PlanEvent.PeriodClosed)).Key;

    /// <summary>The body.</summary>
    public static Shape.Object Shape => field ??= new("ClosedPeriod", "The closing of a period of a plan.",
    [
        new Member("period", new Shape.Date(Reduced: true), "The month, quarter or year: 2022-06, 2022-Q2 or 2022. It is over.", Required: true, Nullable: false),
        .. EntryShapes.Grounds,
    ]);

    private static readonly Operation Operation = new(
        "closePeriod", "Plans", "关账 · Close a period of a plan",
        """
        A reviewer of the plan's region closes a month, quarter or year that is over. From then on an entry about the plan's projects and indicators that
        holds within it needs a reason and is marked late. Voiding the closing opens the period again; what came meanwhile stays marked.
        """.ReplaceLineEndings(" "),
        Parameters.PlanCode) { Body = () => Shape };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/plans/{code}/periods", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Reviewer, Shape) is not { } body) return request.Stop!;
        return await request.RecordAsync(Wish(request.Text(Parameters.PlanCode), body, request.Today));
    }

    /// <summary>The wish to close a period of a plan.</summary>
    public static WishedEntry Wish(string plan, JsonElement body, DateOnly today) => new(StreamName.Of<Plan>(plan), new PlanEvent.PeriodClosed
    {
        Period = body.GetProperty("period").Deserialize<ReducedDate>(LedgerJson.Options),
        Effective = EffectiveDate.OnDay(today),
        Reason = VoidEntry.Optional<string>(body, "reason"),
        Source = VoidEntry.Optional<Source>(body, "source"),
    }, Role: Role.Reviewer);
}
