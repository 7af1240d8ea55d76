using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Server.Recording;
using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Plans;

/// <summary><c>POST /api/v1/plans/{code}/evaluations</c></summary>
internal static class IssueEvaluation
{
    /// <summary>The stored name of what it records.</summary>
    public static string Type { get; } = EventTypes.All.Single(type => type.Value == typeof(PlanEvent.EvaluationIssued)).Key;

    /// <summary>The body.</summary>
    public static Shape.Object Shape => EntryShapes.Evaluation;

    private static readonly Operation Operation = new(
        "issueEvaluation", "Plans", "评估 · Record that an evaluation was issued",
        """
        A reviewer of the plan's region records that an annual, midterm or final evaluation was issued (effectiveOn), which names the report as its source.
        The audit marks every later entry that changes a figure of which the report speaks.
        """.ReplaceLineEndings(" "),
        Parameters.PlanCode) { Body = () => Shape };

    public static void Map(IEndpointRouteBuilder api) => api.MapWrite<Receipt>("/plans/{code}/evaluations", Operation, HandleAsync);

    private static async Task<IResult> HandleAsync(WriteRequest request)
    {
        if (await request.ReadAsync(Role.Reviewer, Shape) is not { } body) return request.Stop!;
        return request.Wish(() => Wish(request.Text(Parameters.PlanCode), body)) is { } wish ? await request.RecordAsync(wish) : request.Stop!;
    }

    /// <summary>The wish to record an evaluation of a plan.</summary>
    /// <exception cref="JsonException">A number lies outside the range of its unit.</exception>
    public static WishedEntry Wish(string plan, JsonElement body) => new(StreamName.Of<Plan>(plan), EntryShapes.Read(body, typeof(PlanEvent.EvaluationIssued)), Role: Role.Reviewer);
}
