using Ledger.Domain.Entries;

namespace Ledger.Domain.Accounts;

/// <summary>Rules about issuing keys.</summary>
public static class KeyRules
{
    /// <summary>Days for which a key is accepted where nobody says otherwise.</summary>
    public const int DefaultDays = 90;

    /// <summary>Days for which a key is accepted at most.</summary>
    public const int MostDays = 366;

    private const int LongestName = 100;

    /// <summary>Why an owner can't have a key, if so.</summary>
    /// <param name="key">The key wished.</param>
    /// <param name="owner">Its owner.</param>
    /// <remarks>Asked when a key is issued. An owner who loses a role later takes it from the key: see <see cref="Grants.Common"/>.</remarks>
    public static Refusal? RefuseFor(KeyEvent.KeyIssued key, Account owner) =>
        owner is not Account.Active active ? new KeyRefusals.KeyOwnerNotActive(key.Owner)
        : key.Grants.FirstOrDefault(grant => !Grants.Cover(active.Grants, grant)) is { } beyond ? new KeyRefusals.KeyBeyondOwner(beyond.Role, beyond.Region)
        : null;

    internal static Refusal? Refuse(KeyEvent.KeyIssued key)
    {
        if (string.IsNullOrWhiteSpace(key.Name) || key.Name.Length > LongestName || key.Name.Any(char.IsControl)) return new KeyRefusals.KeyNameRequired();
        var (earliest, latest) = (key.Effective.On, key.Effective.On.AddDays(MostDays));
        if (key.ExpiresOn < earliest || key.ExpiresOn > latest) return new KeyRefusals.KeyExpiryOutOfRange(key.ExpiresOn, earliest, latest);
        return key.Grants.FirstOrDefault(grant => !Grants.IsValid(grant)) is { } wrong ? new AccountRefusals.RegionInvalid(wrong.Role, wrong.Region) : null;
    }
}
