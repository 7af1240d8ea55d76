using System.Globalization;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Delivery;

namespace Ledger.Server.Webhooks.Api;

/// <summary>Settles dead letters: they are sent once more, or discarded.</summary>
internal sealed class DeadLetterDesk(Subscriptions subscriptions, DeliveryBell bell)
{
    /// <summary>Settles them.</summary>
    /// <param name="request">The request.</param>
    /// <param name="context">Who asks.</param>
    /// <param name="id">The subscription.</param>
    /// <param name="position">Which one; null for all that wait.</param>
    /// <param name="state">What is to become of them.</param>
    public async Task<IResult> SettleAsync(ApiRequest request, HttpContext context, string id, long? position, DeadLetterState state)
    {
        if (request.Refused()) return request.Stop!;
        var settled = await subscriptions.SettleAsync(id, position, state, context.RequiredCaller().AsChanger(), request.Aborted);
        bell.Ring();
        return position is { } one && settled == 0 && !await IsThereAsync(id, one, request.Aborted)
            ? Problems.UnknownId("dead letter", string.Create(CultureInfo.InvariantCulture, $"{one}")).Answer()
            : IdentityApi.Answer(new SettledItem(settled));
    }

    private async Task<bool> IsThereAsync(string id, long position, CancellationToken ct) =>
        await subscriptions.DeadLettersAsync(id, null, position - 1, 1, ct) is [var found] && found.Position == position;
}
