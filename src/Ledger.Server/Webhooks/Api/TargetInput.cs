using System.Globalization;
using Ledger.Postgres.Feed;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Feed;
using Ledger.Server.Web;
using Ledger.Server.Webhooks.Targets;

namespace Ledger.Server.Webhooks.Api;

/// <summary>Checks what a caller wants a subscription to be; its name is resolved, too.</summary>
internal sealed class TargetInput(TargetRules rules, TargetDoor door, LedgerFeed feed)
{
    private const int MaxName = 100;

    private static readonly TimeSpan PatienceWithNames = TimeSpan.FromSeconds(5);

    /// <summary>Checks it.</summary>
    /// <returns>The target; null where <paramref name="errors"/> says what is wrong.</returns>
    public async Task<SubscriptionTarget?> ReadAsync(string? name, string? url, FeedFilter filter, List<ParameterError> errors, CancellationToken ct)
    {
        if (!Text.IsPlain(name, MaxName)) errors.Add(new ParameterError("name", $"'name' must have 1 to {MaxName} characters, none of them control characters."));
        var (target, wrong) = rules.Read(url);
        if (target is not null && errors.Count == 0) wrong = await ResolveAsync(target, ct);
        if (wrong is not null) errors.Add(new ParameterError("url", "'url' " + wrong));
        return errors.Count > 0 ? null : new SubscriptionTarget(name!, target!.AbsoluteUri, TargetRules.EndpointOf(target), filter);
    }

    /// <summary>Reads a position to begin after; null where <paramref name="errors"/> says what is wrong.</summary>
    public async Task<long?> AfterAsync(string? after, List<ParameterError> errors, CancellationToken ct)
    {
        var head = await feed.HeadAsync(ct);
        if (after is null or FeedParameters.Latest) return head;
        if (long.TryParse(after, NumberStyles.None, CultureInfo.InvariantCulture, out var position) && position <= head) return position;
        errors.Add(new ParameterError("after", $"'after' must be a position from 0 to {head}, the end of this ledger, or {FeedParameters.Latest}."));
        return null;
    }

    private async Task<string?> ResolveAsync(Uri target, CancellationToken ct)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(ct);
        patience.CancelAfter(PatienceWithNames);
        try
        {
            await door.AddressesAsync(TargetRules.HostOf(target), target.Port, patience.Token);
            return null;
        }
        catch (Exception e) when (e is TargetNotAllowedException || (e is OperationCanceledException && !ct.IsCancellationRequested))
        {
            return TargetNotAllowedException.Words;
        }
    }
}
