namespace Ledger.Domain.Accounts;

/// <summary>What grants mean beside each other.</summary>
public static class Grants
{
    /// <summary>The region that stands for all.</summary>
    public const string Everywhere = "*";

    private const int LongestRegion = 60;

    /// <summary>Whether a role is limited to regions.</summary>
    public static bool IsRegional(Role role) => role is Role.Recorder or Role.Reviewer;

    /// <summary>Whether a grant names a place in which its role can hold.</summary>
    public static bool IsValid(Grant grant) => grant.Region == Everywhere
        || (IsRegional(grant.Role) && grant.Region.Length is > 0 and <= LongestRegion && grant.Region.Trim() == grant.Region && !grant.Region.Any(char.IsControl));

    /// <summary>Whether whoever has these grants has that one too.</summary>
    public static bool Cover(IEnumerable<Grant> held, Grant wanted) =>
        held.Any(grant => grant.Role == wanted.Role && (grant.Region == Everywhere || grant.Region == wanted.Region));

    /// <summary>What two parties may both do: all that a key may do while its owner may do it too.</summary>
    public static IReadOnlyList<Grant> Common(IEnumerable<Grant> some, IReadOnlyCollection<Grant> others) =>
        [.. some.SelectMany(one => others.Select(other => Narrower(one, other))).OfType<Grant>().Distinct()];

    private static Grant? Narrower(Grant one, Grant other) =>
        one.Role != other.Role ? null
        : one.Region == other.Region || other.Region == Everywhere ? one
        : one.Region == Everywhere ? other
        : null;
}
