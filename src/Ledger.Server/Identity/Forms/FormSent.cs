using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Server.Pages;

namespace Ledger.Server.Identity.Forms;

/// <summary>A form as it was sent, to be shown again with what is wrong beside its field.</summary>
/// <param name="Fields">Its fields.</param>
/// <param name="Field">The field that is wrong; empty where it is none of them.</param>
/// <param name="Fault">What is wrong; null for nothing.</param>
internal sealed record FormSent(IFormCollection Fields, string Field = "", string? Fault = null)
{
    /// <summary>The field that says what is to be done, on pages with several forms.</summary>
    public const string Do = "do";

    /// <summary>What is to be done.</summary>
    public string Action => this[Do];

    /// <summary>A field's value; empty where there is none.</summary>
    public string this[string field] => Fields[field].ToString().Trim();

    /// <summary>Reads the form of a request.</summary>
    public static async Task<FormSent> ReadAsync(HttpContext context) => new(await context.Request.ReadFormAsync(context.RequestAborted));

    /// <summary>The form with a refusal, in the language of the page.</summary>
    public FormSent Refused(HttpContext context, Refusal refusal)
    {
        var (field, text) = PageLanguage.Of(context.Request).Refusal(refusal);
        return this with { Field = field, Fault = text };
    }

    /// <summary>The form with something wrong about a field.</summary>
    public FormSent Wrong(HttpContext context, string field, string chinese, string english) =>
        this with { Field = field, Fault = PageLanguage.Of(context.Request).Say(chinese, english) };

    /// <summary>What is wrong with a field of one form of the page; null for nothing.</summary>
    public string? FaultOf(string action, string field) => Action == action && Field == field ? Fault : null;

    /// <summary>The grant that the fields <c>role</c> and <c>region</c> name; null where no role is chosen.</summary>
    public Grant? Grant() => Code<Role>.TryParse(this["role"], out var role)
        ? new Grant(role, this["region"] is { Length: > 0 } region ? region : Grants.IsRegional(role) ? "" : Grants.Everywhere)
        : null;
}
