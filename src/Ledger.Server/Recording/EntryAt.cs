using System.Globalization;
using Ledger.Postgres.EventStore;
using Ledger.Server.Web;

namespace Ledger.Server.Recording;

/// <summary>The entry that an address names by its position.</summary>
internal static class EntryAt
{
    /// <summary>The parameter of the path.</summary>
    public static Parameter Position { get; } = new("position", ParameterKind.Text, "Position of the entry in the ledger.")
    {
        InPath = true, Required = true, Example = "1024", MaxLength = 19,
    };

    /// <summary>The entry; null where there is none of a kind that is open to the API. Others' kinds (accounts, keys) are not admitted to be there.</summary>
    /// <param name="store">The log.</param>
    /// <param name="position">Its position as given.</param>
    /// <param name="ct">Cancels.</param>
    /// <param name="also">Which entries of plans are meant too.</param>
    public static async Task<StoredEntry?> FindAsync(EventStore store, string position, CancellationToken ct, Func<StoredEntry, bool>? also = null) =>
        long.TryParse(position, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
        && await store.ReadEntryAsync(number, ct) is { } entry 
        && (Decisions.IsOpen(entry.Stream) || also?.Invoke(entry) == true)
            ? entry
            : null;

    /// <summary>The answer where there is none.</summary>
    public static IResult Unknown(string position) => Problems.UnknownId("entry", position).Answer();
}
