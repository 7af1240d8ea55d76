using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Compare;
using Ledger.Server.History;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary>What differs between two states of a project.</summary>
/// <param name="From">The times of the earlier side.</param>
/// <param name="To">The times of the later side.</param>
/// <param name="Before">Whether the project was there on the earlier side.</param>
/// <param name="After">Whether it was there on the later side.</param>
/// <param name="Fields">The fields that differ.</param>
/// <param name="Entries">The entries that make the difference.</param>
internal sealed record Differences(
    Times From, Times To, bool Before, bool After, IReadOnlyList<ChangedField> Fields, IReadOnlyList<ChangingEntry> Entries)
{
    /// <summary>Compares the two states that a request names; null where <see cref="ApiRequest.Stop"/> says why not.</summary>
    /// <remarks>What it does not name is the page's own; the earlier day is the first one about which anything is known.</remarks>
    public static async Task<Differences?> OfAsync(ApiRequest request, ThingHistory<Project.Known> history, Times page)
    {
        if (await SideAsync(request, Parameters.To, Parameters.KnownTo, page, page.AsOf) is not { } to
            || await SideAsync(request, Parameters.From, Parameters.KnownFrom, page, history.FirstDay(to.Position) ?? to.AsOf) is not { } from)
            return null;
        return new Differences(
            from, to, history.At(from.AsOf, from.Position) is not null, history.At(to.AsOf, to.Position) is not null,
            history.Differing((from.AsOf, from.Position), (to.AsOf, to.Position)),
            Changes.Find([.. history.Stored.Select(entry => entry.ToRecorded())], from.At, to.At));
    }

    private static async Task<Times?> SideAsync(ApiRequest request, Parameter date, Parameter known, Times page, DateOnly otherwise)
    {
        var day = request.Values.Date(date);
        return request.Values.Text(known) is null
            ? page with { AsOf = day ?? otherwise }
            : await request.KnownAsync(day ?? otherwise, day is not null, known, Models.Projects);
    }
}
