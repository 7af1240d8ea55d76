using Ledger.Server.Web.Answers;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Answers;

public sealed class AdmissionTests
{
    [Fact]
    public async Task Beyond_those_who_are_answered_and_those_who_wait_one_is_told_to_come_again()
    {
        var go = new TaskCompletionSource();
        using var admission = new Admission(_ => go.Task, new AnswerSettings { ReadsAtOnce = 2, WritesAtOnce = 1, Waiting = 1 });
        var (first, second, waiting) = (admission.InvokeAsync(Request("GET")), admission.InvokeAsync(Request("GET")), admission.InvokeAsync(Request("GET")));
        var refused = Request("GET");
        await admission.InvokeAsync(refused);
        (refused.Response.StatusCode, refused.Response.Headers.RetryAfter.ToString()).ShouldBe((503, "2"));

        // Reads do not keep writes out, nor anybody the ones who ask whether the server lives.
        var write = admission.InvokeAsync(Request("POST"));
        var health = Request("GET", new Unbounded());
        var alive = admission.InvokeAsync(health);
        new[] { first, second, waiting, write, alive }.ShouldAllBe(task => !task.IsCompleted);
        go.SetResult();
        await Task.WhenAll(first, second, waiting, write, alive).WaitAsync(TimeSpan.FromSeconds(10));
        health.Response.StatusCode.ShouldBe(200);
        var later = Request("GET");
        await admission.InvokeAsync(later);
        later.Response.StatusCode.ShouldBe(200);
    }

    [Fact]
    public async Task Who_gives_up_waiting_leaves_the_place_to_others()
    {
        var go = new TaskCompletionSource();
        using var admission = new Admission(_ => go.Task, new AnswerSettings { ReadsAtOnce = 1, WritesAtOnce = 1, Waiting = 1 });
        var first = admission.InvokeAsync(Request("GET"));
        using var gone = new CancellationTokenSource();
        var impatient = Request("GET");
        impatient.RequestAborted = gone.Token;
        var given = admission.InvokeAsync(impatient);
        await gone.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(given);
        var patient = admission.InvokeAsync(Request("GET"));
        patient.IsCompleted.ShouldBeFalse();
        go.SetResult();
        await Task.WhenAll(first, patient).WaitAsync(TimeSpan.FromSeconds(10));
    }

    private static DefaultHttpContext Request(string method, params object[] metadata)
    {
        var context = new DefaultHttpContext { RequestServices = new ServiceCollection().BuildServiceProvider() };
        context.Request.Method = method;
        context.SetEndpoint(new Endpoint(null, new EndpointMetadataCollection(metadata), "test"));
        return context;
    }
}
