using System.Text;
using Microsoft.AspNetCore.Routing;
using Microsoft.Extensions.DependencyInjection;
using Ledger.Server.Web;
using Shouldly;
using Xunit;

namespace Ledger.Server.Tests.Api;

public sealed class FuzzTests(ApiHost host) : IClassFixture<ApiHost>
{
    private static readonly string[] Nasty =
    [
        "", " ", "0", "-1", "1e9", "2147483648", "9223372036854775807", "9223372036854775808", "2022-02-29", "0000-00-00", "9999-12-31", "10000-01-01",
        "2022-01-01T00:00:00Z", "0001-01-01T00:00:00%2B14:00", "9999-12-31T23:59:59-14:00", "2022-13-45T99:99:99Z", "'", "\"", "';drop table x;--", "%00",
        "%C0%80", "%ED%A0%80", "%F4%90%80%80", "%", "%zz", "🏗", "𠮷", "e\u0301", "\u202E", "%EF%BF%BE", "a%0Ab", "\\", "..", "null", "true", "NaN", "{}", "[]", "%25", "_", "built",
    ];

    /// <summary>Whatever a parameter holds, the answer is an answer, a refusal or a not-found: never a failure.</summary>
    [Fact]
    public async Task No_text_in_any_parameter_makes_the_server_fail()
    {
        var random = new Random(20260301);
        // What only proven callers may ask is asked by the tests of identity.
        var operations = host.Services.GetRequiredService<EndpointDataSource>().Endpoints.OfType<RouteEndpoint>()
            .Where(endpoint => endpoint.Metadata.GetMetadata<Microsoft.AspNetCore.Authorization.IAuthorizeData>() is null)
            .Select(endpoint => (endpoint.RoutePattern.RawText, Operation: endpoint.Metadata.GetMetadata<Operation>()))
            .Where(route => route.Operation is { Tag: not "Health" and not "Audit" }).ToList();
        operations.Count.ShouldBeGreaterThan(11);
        var asked = 0;
        foreach (var (pattern, operation) in operations)
        {
            foreach (var parameter in operation!.Parameters)
            {
                foreach (var value in Nasty.Concat(Enumerable.Range(0, 12).Select(_ => RandomText(random))))
                {
                    await AskAsync(Path(pattern!, operation, parameter, value));
                    asked++;
                }
            }
        }

        asked.ShouldBeGreaterThan(2_000);
    }

    private async Task AskAsync(string path)
    {
        // Some answers have no end.
        using var response = await host.Client.GetAsync(new Uri(host.Client.BaseAddress + path[1..], new UriCreationOptions { DangerousDisablePathAndQueryCanonicalization = true }), HttpCompletionOption.ResponseHeadersRead);
        // 401: an address with '..' in it may lead to what takes a caller.
        ((int)response.StatusCode).ShouldBeOneOf([200, 400, 401, 404, 405], path);
    }

    private static string Path(string pattern, Operation operation, Parameter parameter, string value)
    {
        var plan = operation.Parameters.Any(p => p.Required && !p.InPath) && parameter.Name != "plan" ? "&plan=wuxi-145" : "";
        if (parameter.InPath) return pattern.Replace($"{{{parameter.Name}}}", Escaped(value), StringComparison.Ordinal);
        var path = pattern.Replace("{code}", "wuxi-145", StringComparison.Ordinal)
            .Replace("{id}", pattern.Contains("projects", StringComparison.Ordinal) ? World.School : World.Enrolment, StringComparison.Ordinal);
        return $"{path}?{parameter.Name}={Escaped(value)}{plan}";
    }

    // What is percent-encoded already stays as it is, so that bytes which are no UTF-8 get through.
    private static string Escaped(string value) => value.StartsWith('%') || value.Contains("%2", StringComparison.Ordinal) || value.Contains("%0", StringComparison.Ordinal)
        ? value
        : Uri.EscapeDataString(value);

    private static string RandomText(Random random)
    {
        var text = new StringBuilder();
        for (var n = random.Next(1, 30); n > 0; n--)
        {
            var rune = random.Next(4) switch { 0 => random.Next(0x20), 1 => random.Next(0x20, 0x7F), 2 => random.Next(0x4E00, 0x9FFF), _ => random.Next(0x10000, 0x10FFFF) };
            text.Append(new Rune(rune));
        }

        return text.ToString();
    }
}
