using Ledger.Domain.Accounts;
using Ledger.Postgres.Accounts;

namespace Ledger.Server.Identity.Api;

/// <summary>An account in the list.</summary>
/// <param name="Item">The account.</param>
/// <param name="LastChange">记录时间 of its last entry.</param>
internal sealed record AccountRow(AccountItem Item, DateTimeOffset LastChange)
{
    /// <summary>Some of the accounts, in order of name, and where the next part begins; null where there is none.</summary>
    public static async Task<(IReadOnlyList<AccountRow> Rows, string? Next)> ListAsync(
        IdentityDirectory directory, Lockouts lockouts, string after, int limit, CancellationToken ct)
    {
        var found = await directory.ListAsync<Account>(after, limit + 1, ct);
        var shown = found.Take(limit).Where(one => one.State.Exists).ToList();
        var locked = await lockouts.OfAsync([.. shown.Select(one => one.Id)], ct);
        return ([.. shown.Select(one => new AccountRow(AccountItem.Of(one.State, one.Since, locked.TryGetValue(one.Id, out var until) ? until : null), one.LastChange))],
            found.Count > limit ? found[limit - 1].Id : null);
    }
}
