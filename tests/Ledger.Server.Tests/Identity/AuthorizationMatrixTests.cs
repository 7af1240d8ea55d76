using System.Net;
using System.Net.Http.Json;
using System.Text.RegularExpressions;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Time;
using Ledger.Server.Tests.Api;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Routing;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Identity;

/// <summary>Every endpoint × every role × own and foreign region.</summary>
public sealed partial class AuthorizationMatrixTests(IdentityHost host) : IClassFixture<IdentityHost>, IAsyncLifetime
{
    /// <summary>A plan of <see cref="AuthorizationMatrix.Region"/> with a project, for rows about a region.</summary>
    public async Task InitializeAsync()
    {
        if ((await host.EntriesAsync("plan-wuxi-145")).Count > 0) return;
        var issued = new DateOnly(2022, 3, 31);
        await host.RecordAsync("plan-wuxi-145", new PlanEvent.PlanPublished
        {
            Effective = EffectiveDate.OnDay(issued),
            Document = new PlanDocument("wuxi-145", "规划", null, "巫溪县人民政府", AuthorizationMatrix.Region, null, ReducedDate.Of(issued), new(2021, 1, 1), new(2025, 12, 31), []),
        });
        await host.RecordAsync($"project-{World.School}", World.Planned("wuxi-145", "3", "白马小学改扩建工程", Category.Compulsory, null, null, null));
    }

    public Task DisposeAsync() => Task.CompletedTask;

    [Fact]
    public void Every_endpoint_is_in_the_matrix_and_nothing_else()
    {
        var endpoints = host.Services.GetRequired<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>().SelectMany(endpoint =>
            (endpoint.Metadata.GetMetadata<IHttpMethodMetadata>()?.HttpMethods ?? ["ANY"]).Select(method => $"{method} /{endpoint.RoutePattern.RawText!.TrimStart('/')}")).ToList();
        endpoints.Count.ShouldBeGreaterThan(25);
        endpoints.Except(AuthorizationMatrix.Rows.Select(row => row.Endpoint)).ShouldBeEmpty("These endpoints have no row in AuthorizationMatrix: say who may use them.");
        AuthorizationMatrix.Rows.Select(row => row.Endpoint).Except(endpoints).ShouldBeEmpty("These rows belong to no endpoint.");
    }

    [Fact]
    public async Task Every_caller_gets_as_far_as_the_matrix_says()
    {
        var callers = await CallersAsync();
        var wrong = new List<string>();
        foreach (var row in AuthorizationMatrix.Rows)
        {
            foreach (var (who, grants, authorization) in callers)
            {
                var status = await AskAsync(row, authorization);
                if (Outcome(status) != Expected(row, grants)) wrong.Add($"{who}: {row.Endpoint} answered {(int)status}, expected {Expected(row, grants)}");
            }
        }

        wrong.ShouldBeEmpty();
    }

    private static string Expected(Row row, IReadOnlyList<Grant>? grants) => (row.Access, grants) switch
    {
        (Access.Public, _) => "through",
        (_, null) => "401",
        (Access.Proven, _) => "through",
        (Access.Roles, _) => grants.Any(grant => row.Roles.Contains(grant.Role)) ? "through" : "403",
        _ => grants.Any(grant => row.Roles.Contains(grant.Role) && grant.Region is "*" or AuthorizationMatrix.Region) ? "through" : "403",
    };

    private static string Outcome(HttpStatusCode status) => status switch
    {
        HttpStatusCode.Unauthorized => "401",
        HttpStatusCode.Forbidden => "403",
        >= HttpStatusCode.InternalServerError and not HttpStatusCode.ServiceUnavailable => $"{(int)status}",
        _ => "through",
    };

    private async Task<List<(string Who, IReadOnlyList<Grant>? Grants, string? Authorization)>> CallersAsync()
    {
        var callers = new List<(string, IReadOnlyList<Grant>?, string?)> { ("nobody", null, null), await CallerAsync("somebody without a role") };
        foreach (var role in Enum.GetValues<Role>())
        {
            if (!Grants.IsRegional(role))
            {
                callers.Add(await CallerAsync(Code<Role>.Of(role), new Grant(role, "*")));
                continue;
            }

            foreach (var region in new[] { AuthorizationMatrix.Region, AuthorizationMatrix.Foreign, "*" })
                callers.Add(await CallerAsync($"{Code<Role>.Of(role)} of {region}", new Grant(role, region)));
        }

        callers.Count.ShouldBe(10);
        return callers;
    }

    private async Task<(string, IReadOnlyList<Grant>?, string?)> CallerAsync(string who, params Grant[] grants) =>
        (who, grants, $"Bearer {await host.KeyAsync(await host.AccountAsync(grants), 90, grants)}");

    private async Task<HttpStatusCode> AskAsync(Row row, string? authorization)
    {
        using var client = host.Program(authorization);
        var (method, pattern) = (row.Endpoint.Split(' ')[0], row.Endpoint.Split(' ')[1]);
        var planned = (await host.EntriesAsync($"project-{World.School}"))[0].Position.ToString(System.Globalization.CultureInfo.InvariantCulture);
        var path = row.Path ?? Parameter().Replace(pattern.Replace("{position}", planned, StringComparison.Ordinal), "no-such-thing");
        using var request = new HttpRequestMessage(new HttpMethod(method), new Uri(path, UriKind.Relative));
        request.Headers.Add("X-Forwarded-For", "192.0.2.1");
        if (row.Body is not null) request.Content = JsonContent.Create(row.Body);
        using var response = await client.SendAsync(request);
        return response.StatusCode;
    }

    [GeneratedRegex(@"\{[^}]+\}")]
    private static partial Regex Parameter();
}
