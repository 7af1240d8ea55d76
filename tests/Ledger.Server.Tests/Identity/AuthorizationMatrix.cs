using System.Text.Json.Nodes;
using Ledger.Domain.Accounts;
using Ledger.Server.Tests.Api;
using Ledger.Server.Tests.Recording;

namespace Ledger.Server.Tests.Identity;

/// <summary>Who may use an endpoint.</summary>
internal enum Access
{
    /// <summary>Everybody.</summary>
    Public,

    /// <summary>Whoever is proven.</summary>
    Proven,

    /// <summary>Whoever has one of the roles, wherever.</summary>
    Roles,

    /// <summary>Whoever has one of the roles in the region that the request is about.</summary>
    RolesOfRegion,
}

/// <summary>One endpoint, and who may use it.</summary>
/// <param name="Endpoint">Method and pattern.</param>
/// <param name="Access">Who may.</param>
/// <param name="Roles">The roles, where roles decide.</param>
/// <param name="Path">A path that fits the pattern; null for the pattern itself.</param>
/// <param name="Body">What to send; for <see cref="Access.RolesOfRegion"/> about a project or indicator of <see cref="AuthorizationMatrix.Region"/>.</param>
internal sealed record Row(string Endpoint, Access Access, Role[] Roles, string? Path = null, object? Body = null);

/// <summary>
/// Every endpoint and who may use it. An endpoint that is not here fails the tests: add a row. Rows are about what is refused
/// with 401 and 403; whether a request that may be made also makes sense is other tests' business, so bodies may be refused.
/// </summary>
internal static class AuthorizationMatrix
{
    /// <summary>The region that requests are about, of which some callers are and others are not.</summary>
    public const string Region = "巫溪县";

    /// <summary>The other one.</summary>
    public const string Foreign = "綦江区";

    public static IReadOnlyList<Row> Rows { get; } =
    [
        Public("GET /"), Public("GET /scalar"), Public("GET /openapi/{documentName}.json", "/openapi/v1.json"), Public("GET /asyncapi/v1.json"), Public("GET /health/live"), Public("GET /health/ready"),
        Public("GET /search"), Public("GET /live"), Public("GET /sign-in"), Public("GET /api-guide"), Public("GET /plans/{code}"), Public("GET /compare"),
        Public("GET /plans/{code}/indicators"), Public("GET /plans/{code}/findings"), Public("GET /indicators/{id}"),
        Public("GET /projects/{id}"), Public("GET /entries/{position}"),
        Public("GET /api/v1/plans"), Public("GET /api/v1/plans/{code}"), Public("GET /api/v1/plans/{code}/entries"), Public("GET /api/v1/plans/{code}/findings"),
        Public("GET /api/v1/projects"), Public("GET /api/v1/projects/{id}"), Public("GET /api/v1/projects/{id}/entries"),
        Public("GET /api/v1/indicators"), Public("GET /api/v1/indicators/{id}"), Public("GET /api/v1/indicators/{id}/entries"), Public("GET /api/v1/indicators/{id}/series"),
        Public("GET /api/v1/compare"),
        Public("GET /api/v1/feed"), Public("GET /api/v1/feed/stream", "/api/v1/feed/stream?after=99999999"), // which ends at once
        Public("GET /schemas"), Public("GET /schemas/{type}/{version}", "/schemas/construction_started/v1"),

        // Forms: everybody may post them, and gets 400 without their token.
        Public("POST /sign-in"), Public("POST /sign-out"),

        // Callers here come from elsewhere; programs on the machine itself may as well.
        OfRoles("GET /metrics", Role.Supervisor, Role.Administrator),

        OfRoles("GET /audit", Role.Supervisor, Role.Administrator), OfRoles("GET /audit/reads", Role.Supervisor, Role.Administrator),
        OfRoles("GET /accounts", Role.Administrator, Role.Supervisor), OfRoles("POST /accounts", Role.Administrator),
        OfRoles("GET /accounts/{name}", Role.Administrator, Role.Supervisor), OfRoles("POST /accounts/{name}", Role.Administrator),
        Proven("GET /subscriptions"), Proven("POST /subscriptions"), Proven("GET /subscriptions/{id}"), Proven("POST /subscriptions/{id}"),
        Proven("GET /keys"), Proven("POST /keys"), Proven("GET /account"), Proven("POST /account"),

        Proven("GET /api/v1/caller"),
        OfRoles("GET /api/v1/accounts", Role.Administrator, Role.Supervisor), OfRoles("GET /api/v1/accounts/{name}", Role.Administrator, Role.Supervisor),
        OfRoles("POST /api/v1/accounts", Role.Administrator) with { Body = new { name = "NO NAME" } },
        OfRoles("POST /api/v1/accounts/{name}/disable", Role.Administrator), OfRoles("POST /api/v1/accounts/{name}/enable", Role.Administrator),
        OfRoles("POST /api/v1/accounts/{name}/sign-out", Role.Administrator),
        OfRoles("POST /api/v1/accounts/{name}/grant", Role.Administrator) with { Body = new { role = "supervisor" } },
        OfRoles("POST /api/v1/accounts/{name}/revoke", Role.Administrator) with { Body = new { role = "supervisor" } },
        OfRoles("POST /api/v1/accounts/{name}/password", Role.Administrator) with { Body = new { } },
        Proven("GET /api/v1/keys"),
        OfRoles("GET /api/v1/audit", Role.Supervisor, Role.Administrator), OfRoles("GET /api/v1/audit/export", Role.Supervisor, Role.Administrator),
        OfRoles("GET /api/v1/audit/reads", Role.Supervisor, Role.Administrator),

        Proven("GET /api/v1/subscriptions"), Proven("POST /api/v1/subscriptions"),
        OfRoles("GET /api/v1/subscriptions/changes", Role.Supervisor, Role.Administrator),
        // Of one that is not there, or is somebody else's, everybody hears that it is not there.
        Proven("GET /api/v1/subscriptions/{id}"), Proven("GET /api/v1/subscriptions/{id}/deliveries"), Proven("GET /api/v1/subscriptions/{id}/dead-letters"),
        Proven("POST /api/v1/subscriptions/{id}/change"), Proven("POST /api/v1/subscriptions/{id}/pause"), Proven("POST /api/v1/subscriptions/{id}/resume"),
        Proven("POST /api/v1/subscriptions/{id}/replay"), Proven("POST /api/v1/subscriptions/{id}/rotate"), Proven("POST /api/v1/subscriptions/{id}/test"),
        Proven("POST /api/v1/subscriptions/{id}/delete"), Proven("POST /api/v1/subscriptions/{id}/dead-letters/replay"),
        Proven("POST /api/v1/subscriptions/{id}/dead-letters/{position}/replay"), Proven("POST /api/v1/subscriptions/{id}/dead-letters/{position}/discard"),

        // Also people without any role have keys: they read what is closed. Callers here are keys, which issue none.
        new("POST /api/v1/keys", Access.Roles, [], Body: new { name = "x" }),
        Proven("POST /api/v1/keys/{id}/revoke"),

        Public("GET /api/v1/entries/{position}"), Public("GET /api/v1/entries/{position}/evidence"), Proven("GET /api/v1/evidence/{position}"),
        // A file belongs to no region before it is attached. Empty here, and refused for that.
        OfRoles("POST /api/v1/evidence", Role.Recorder),
        Recording("POST /api/v1/projects", Bodies.Planned("matrix")), Recording("POST /api/v1/indicators", Bodies.Defined("matrix")),
        Recording("POST /api/v1/projects/{id}/entries", Bodies.Started("2022-07-01"), $"/api/v1/projects/{World.School}/entries"),
        Recording("POST /api/v1/indicators/{id}/entries", """{"type": "indicator_retired", "effectiveOn": "2022-07-01"}""", "/api/v1/indicators/wuxi-145.matrix/entries"),
        Recording("POST /api/v1/entries", $$"""{"entries": [{"project": "{{World.School}}", "entry": {{Bodies.Started("2022-07-02")}} }]}"""),
        // Without a reason, so that nothing is taken away from the rows before.
        Recording("POST /api/v1/entries/{position}/void", "{}"),
        Recording("POST /api/v1/entries/{position}/correct", $$"""{"replacement": {{Bodies.Started("2022-07-03")}} }"""),
        // A file that nobody uploaded, and a form that is none: the region is looked at before either.
        Recording("POST /api/v1/entries/{position}/evidence", $$"""{"sha256": "{{new string('0', 64)}}", "fileName": "a.png"}"""),
        Recording("POST /api/v1/entries/{position}/evidence/files", "{}"),

        // Pages: those about a thing are for recorders of its region; one that is sent without its token gets no further than its role.
        OfRoles("GET /record", Role.Recorder), OfRoles("GET /review", Role.Reviewer), OfRoles("POST /review", Role.Reviewer),
        Page("GET /projects/{id}/record", $"/projects/{World.School}/record"), OfRoles("POST /projects/{id}/record", Role.Recorder),
        Page("GET /indicators/{id}/record", "/indicators/wuxi-145.matrix/record"), OfRoles("POST /indicators/{id}/record", Role.Recorder),
        Page("GET /plans/{code}/projects/new", "/plans/wuxi-145/projects/new"), OfRoles("POST /plans/{code}/projects/new", Role.Recorder),
        Page("GET /plans/{code}/indicators/new", "/plans/wuxi-145/indicators/new"), OfRoles("POST /plans/{code}/indicators/new", Role.Recorder),
        Page("GET /plans/{code}/periods", "/plans/wuxi-145/periods") with { Roles = [Role.Reviewer] }, OfRoles("POST /plans/{code}/periods", Role.Reviewer),
        Page("GET /plans/{code}/evaluations", "/plans/wuxi-145/evaluations") with { Roles = [Role.Reviewer] }, OfRoles("POST /plans/{code}/evaluations", Role.Reviewer),
        // Of a closing and an evaluation it is the reviewers'; here it is about a project.
        Page("GET /entries/{position}/void"), OfRoles("POST /entries/{position}/void", Role.Recorder, Role.Reviewer),
        Page("GET /entries/{position}/correct"), OfRoles("POST /entries/{position}/correct", Role.Recorder),
        Page("GET /entries/{position}/evidence"), Page("POST /entries/{position}/evidence"),

        // A rejection without a reason, so that no verdict stands in the way of the rows after.
        Reviewing("POST /api/v1/entries/{position}/review", """{"verdict": "rejected"}"""),
        Public("GET /api/v1/plans/{code}/periods"),
        // A period that is not over and a report without its name, so that the plan stays as it is.
        Reviewing("POST /api/v1/plans/{code}/periods", """{"period": "2199"}""") with { Path = "/api/v1/plans/wuxi-145/periods" },
        Reviewing("POST /api/v1/plans/{code}/evaluations", """{"type": "evaluation_issued", "effectiveOn": "2023-01-01", "kind": "annual", "through": "2022"}""") with
        {
            Path = "/api/v1/plans/wuxi-145/evaluations",
        },
    ];

    private static Row Public(string endpoint, string? path = null) => new(endpoint, Access.Public, [], path);

    private static Row Proven(string endpoint) => new(endpoint, Access.Proven, []);

    private static Row Recording(string endpoint, string body, string? path = null) =>
        new(endpoint, Access.RolesOfRegion, [Role.Recorder], path, JsonNode.Parse(body));

    private static Row Page(string endpoint, string? path = null) => new(endpoint, Access.RolesOfRegion, [Role.Recorder], path);

    private static Row Reviewing(string endpoint, string body) => Recording(endpoint, body) with { Roles = [Role.Reviewer] };

    private static Row OfRoles(string endpoint, params Role[] roles) => new(endpoint, Access.Roles, roles);
}
