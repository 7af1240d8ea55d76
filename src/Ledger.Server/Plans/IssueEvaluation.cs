using Ledger.Domain.Accounts;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Server.Recording;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>POST /api/v1/plans/{code}/evaluations</c></summary>
internal static class IssueEvaluation
{
    private static readonly Shape.Object Shape = EntryShapes.Evaluation;

    private static readonly Operation Operation = new(
        "issueEvaluation", "Plans", "评估 · Record that an evaluation was issued",
        """
        A reviewer of the plan's region records that an annual, midterm or final evaluation was issued (effectiveOn), which names the report as its source.
        The audit marks every later entry that changes a figure of which the report speaks.
        """.ReplaceLineEndings(" "),
        Parameters.PlanCode) { Body = Shape };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/plans/{code}/evaluations", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Reviewer, Shape) is not { } body) return request.Stop!;
        if (request.Event(() => EntryShapes.Read(body, typeof(PlanEvent.EvaluationIssued))) is not { } issued) return request.Stop!;
        return await request.RecordAsync(new WishedEntry(StreamName.Of<Plan>(request.Text(Parameters.PlanCode)), issued, Role: Role.Reviewer));
    }
}
