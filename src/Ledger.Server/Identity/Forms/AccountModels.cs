using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Server.Api;
using Ledger.Server.Identity.Api;

namespace Ledger.Server.Identity.Forms;

/// <summary>What the page of all accounts shows.</summary>
/// <param name="Rows">The accounts.</param>
/// <param name="Next">Where the next part begins; null for none.</param>
/// <param name="Regions">Regions that are offered.</param>
/// <param name="Sent">The form for a new one as it was sent; null if it was not.</param>
internal sealed record AccountsModel(IReadOnlyList<AccountRow> Rows, string? Next, IReadOnlyList<string> Regions, FormSent? Sent);

/// <summary>What the page of one account shows.</summary>
/// <param name="Item">The account.</param>
/// <param name="Own">Whether it is its reader's own.</param>
/// <param name="History">Its entries, the last one first.</param>
/// <param name="Regions">Regions that are offered.</param>
/// <param name="Sent">A form as it was sent; null if none was.</param>
internal sealed record AccountModel(AccountItem Item, bool Own, IReadOnlyList<EntryItem> History, IReadOnlyList<string> Regions, FormSent? Sent)
{
    /// <summary>The role that an entry grants or revokes; null for other entries.</summary>
    public static Grant? GrantOf(EntryItem entry)
    {
        try
        {
            return entry.Data.TryGetProperty("grant", out var grant) ? grant.Deserialize<Grant>(LedgerJson.Options) : null;
        }
        catch (JsonException)
        {
            return null; // another program's; its kind is shown all the same
        }
    }
}

/// <summary>What the page of keys shows.</summary>
/// <param name="Keys">The keys.</param>
/// <param name="Next">Where the next part begins; null for none.</param>
/// <param name="All">Whether they are everybody's.</param>
/// <param name="Own">Name of the account of its reader, who may issue keys to it; null where there is none.</param>
/// <param name="Grants">What its reader may do, and so a key.</param>
/// <param name="Sent">A form as it was sent; null if none was.</param>
internal sealed record KeysModel(IReadOnlyList<KeyItem> Keys, string? Next, bool All, string? Own, IReadOnlyList<Grant> Grants, FormSent? Sent);

/// <summary>What the page of one's own account shows.</summary>
/// <param name="Name">Name of the account; null where one's organisation or a key proves who one is.</param>
/// <param name="DisplayName">What people call its owner.</param>
/// <param name="Caller">Who one is.</param>
/// <param name="Sent">A form as it was sent; null if none was.</param>
internal sealed record OwnAccountModel(string? Name, string? DisplayName, Caller Caller, FormSent? Sent);
