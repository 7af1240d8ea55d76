using Ledger.Domain.Plans;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Compare;

/// <summary>The two pairs of times that are compared.</summary>
/// <param name="Plan">The plan, whenever it is published by what the later side knows.</param>
/// <param name="Earlier">The earlier side.</param>
/// <param name="Later">The later side.</param>
internal sealed record ComparedSides(Row<Plan.Published> Plan, Times Earlier, Times Later);
