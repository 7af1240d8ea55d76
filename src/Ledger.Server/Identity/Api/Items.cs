using System.ComponentModel;
using Ledger.Domain.Accounts;

namespace Ledger.Server.Identity.Api;

/// <summary>A grant in an answer.</summary>
[Description("A role, and where it holds.")]
internal sealed record GrantItem(
    [property: Description("The role.")] Role Role,
    [property: Description("The region, or * for all.")] string Region)
{
    public static IReadOnlyList<GrantItem> Of(IEnumerable<Grant> grants) => [.. grants.Select(grant => new GrantItem(grant.Role, grant.Region))];
}

/// <summary>An account.</summary>
[Description("An account. Its passwords are nowhere to be read.")]
internal sealed record AccountItem(
    [property: Description("The name to sign in with.")] string Name,
    [property: Description("What people call its owner; null if that was not told.")] string? DisplayName,
    [property: Description("active, locked (too many wrong passwords) or disabled.")] string State,
    [property: Description("What it may do, and where.")] IReadOnlyList<GrantItem> Grants,
    [property: Description("Until when it is locked; null if it is not.")] DateTimeOffset? LockedUntil,
    [property: Description("记录时间 of its first entry; null where it was made just now.")] DateTimeOffset? Since)
{
    [Description("The password that the ledger made; shown this one time and kept nowhere. Null in all other answers.")]
    public string? Password { get; init; }

    public static AccountItem Of(Account account, DateTimeOffset? since, DateTimeOffset? lockedUntil)
    {
        var last = account switch { Account.Active a => a, Account.Disabled d => d.Last, _ => throw new ArgumentException("There is no such account.", nameof(account)) };
        var state = account is Account.Disabled ? "disabled" : lockedUntil is null ? "active" : "locked";
        return new AccountItem(last.Name, last.DisplayName, state, GrantItem.Of(last.Grants), lockedUntil, since);
    }
}

/// <summary>A key.</summary>
[Description("An API key. Its secret is nowhere to be read.")]
internal sealed record KeyItem(
    [property: Description("Its id: entries made with it have the actor key:<id>.")] string Id,
    [property: Description("Name of the account that answers for it.")] string Owner,
    [property: Description("What it is for.")] string Name,
    [property: Description("What it may do, and where, as far as its owner may.")] IReadOnlyList<GrantItem> Grants,
    [property: Description("active, expired or revoked.")] string State,
    [property: Description("The last day on which it is accepted, in Asia/Shanghai.")] DateOnly ExpiresOn,
    [property: Description("记录时间 of its issue; null where it was issued just now.")] DateTimeOffset? Since)
{
    [Description("The key itself, to be sent as Authorization: Bearer; shown this one time and kept nowhere. Null in all other answers.")]
    public string? Key { get; init; }

    /// <summary>Some of the keys, in order of id.</summary>
    /// <param name="directory">Where they are.</param>
    /// <param name="owner">Whose; null for everybody's.</param>
    /// <param name="after">The id before the first one wanted.</param>
    /// <param name="limit">Keys at most.</param>
    /// <param name="today">Decides which have expired.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<(IReadOnlyList<KeyItem> Keys, string? Next)> ListAsync(
        IdentityDirectory directory, string? owner, string after, int limit, DateOnly today, CancellationToken ct)
    {
        // Ids are random, so one owner's keys lie anywhere among all.
        var found = await directory.ListAsync<ApiKey>(after, owner is null ? limit + 1 : int.MaxValue, ct);
        var seen = found.Where(one => one.State.Exists && (owner is null || OwnerOf(one.State) == owner)).ToList();
        return ([.. seen.Take(limit).Select(one => Of(one.Id, one.State, one.Since, today))], seen.Count > limit ? seen[limit - 1].Id : null);
    }

    /// <summary>Name of the account that answers for a key; empty where there is none.</summary>
    public static string OwnerOf(ApiKey key) => key switch { ApiKey.Issued i => i.Owner, ApiKey.Revoked r => r.Last.Owner, _ => "" };

    public static KeyItem Of(string id, ApiKey key, DateTimeOffset? since, DateOnly today)
    {
        var last = key switch { ApiKey.Issued i => i, ApiKey.Revoked r => r.Last, _ => throw new ArgumentException("There is no such key.", nameof(key)) };
        var state = key is ApiKey.Revoked ? "revoked" : last.ExpiresOn < today ? "expired" : "active";
        return new KeyItem(id, last.Owner, last.Name, GrantItem.Of(last.Grants), state, last.ExpiresOn, since);
    }
}

/// <summary>Some of all.</summary>
[Description("A part of a list, in order of name or id.")]
internal sealed record Some<T>(
    [property: Description("The items.")] IReadOnlyList<T> Items,
    [property: Description("The `after` of the next part; null if this is the last one.")] string? Next);

/// <summary>The proven caller.</summary>
[Description("Whom the ledger takes the caller for.")]
internal sealed record CallerItem(
    [property: Description("The name under which the caller's entries are recorded.")] string Actor,
    [property: Description("The person behind it.")] string Owner,
    [property: Description("What the caller may do, and where.")] IReadOnlyList<GrantItem> Grants);
