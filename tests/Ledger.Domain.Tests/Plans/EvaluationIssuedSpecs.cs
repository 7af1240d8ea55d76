using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;
using static Ledger.Domain.Plans.PlanEvent;

namespace Ledger.Domain.Tests.Plans;

public sealed class EvaluationIssuedSpecs : Specs<Plan>
{
    private static readonly PlanPublished Published = SamplePlan.Published;

    [Fact]
    public void An_evaluation_is_issued() =>
        Given(Published).When(Issued("2023")).ThenRecorded(Issued("2023"))
            .AndOn("2024-02-19", state => state.ShouldBe(new Plan.Published(SamplePlan.Document)))
            .AndOn("2024-02-20", state => state.ShouldBe(new Plan.Published(SamplePlan.Document, [], [new Evaluation(EvaluationKind.Annual, ReducedDate.Parse("2023"))])));

    [Fact]
    public void An_evaluation_names_its_report() =>
        Given(Published).When(Issued("2023") with { Source = null }).ThenRefused(new PlanRefusals.EvaluationWithoutSource());

    [Fact]
    public void An_evaluation_speaks_of_what_is_over()
    {
        Given(Published).When(Issued("2024")).ThenRefused(new PlanRefusals.EvaluationBeforeItsEnd(ReducedDate.Parse("2024"), Day("2024-02-20")));
        Given(Published).When(Issued("2024-02-20")).ThenRecorded(Issued("2024-02-20"));
    }

    [Fact]
    public void An_evaluation_is_issued_once()
    {
        Given(Published, Issued("2023")).When(Issued("2023")).ThenRefused(new PlanRefusals.EvaluationAlreadyIssued(EvaluationKind.Annual, ReducedDate.Parse("2023")));
        Given(Published, Issued("2023")).When(Issued("2023", EvaluationKind.Midterm)).ThenRecorded(Issued("2023", EvaluationKind.Midterm));
        Given(Published, Issued("2023"), Void(2)).When(Issued("2023")).ThenRecorded(Issued("2023"));
    }

    private static EvaluationIssued Issued(string through, EvaluationKind kind = EvaluationKind.Annual) =>
        new() { Kind = kind, Through = ReducedDate.Parse(through), Effective = On("2024-02-20"), Source = new Source("巫溪县2023年度规划实施评估报告") };
}
