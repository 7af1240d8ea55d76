using System.CommandLine;
using System.CommandLine.Parsing;
using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;

namespace Ledger.Server.Commands;

/// <summary>Roles on the command line: <c>recorder@巫溪县</c>, <c>reviewer@*</c>, <c>supervisor</c>, <c>administrator</c>.</summary>
internal static class GrantOption
{
    private const string Help = "recorder@REGION, reviewer@REGION (REGION as the plans write it, or *), supervisor or administrator";

    public static Option<Grant[]> Many() => new("--grant")
    {
        Description = $"A role, and where it holds: {Help}; may be repeated. 角色",
        HelpName = "role@region",
        AllowMultipleArgumentsPerToken = true,
        CustomParser = result => [.. result.Tokens.Select(token => Parse(token.Value, result)).OfType<Grant>()],
    };

    public static Argument<Grant> One() => new("grant")
    {
        Description = $"The role, and where it holds: {Help}. 角色",
        CustomParser = result => Parse(result.Tokens[0].Value, result),
    };

    private static Grant? Parse(string text, ArgumentResult result)
    {
        var at = text.IndexOf('@', StringComparison.Ordinal);
        if (!Code<Role>.TryParse(at < 0 ? text : text[..at], out var role))
        {
            result.AddError($"'{text}' is no role; give {Help}.");
            return null;
        }

        var grant = new Grant(role, at >= 0 ? text[(at + 1)..] : Grants.IsRegional(role) ? "" : Grants.Everywhere);
        if (Grants.IsValid(grant)) return grant;
        result.AddError($"'{text}' does not say where; give {Help}.");
        return null;
    }
}
