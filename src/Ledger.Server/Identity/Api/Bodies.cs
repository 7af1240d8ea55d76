using System.ComponentModel;
using System.Text.Json;
using Ledger.Domain.Accounts;
using Ledger.Server.Web;

namespace Ledger.Server.Identity.Api;

/// <summary>A grant in a body.</summary>
[Description("A role, and where it holds.")]
internal sealed record GrantBody(
    [property: Description("The role.")] Role Role,
    [property: Description("Name of the region (区县) as the plans write it, or * for all. Recorders and reviewers must name one; the other roles hold everywhere.")] string? Region = null)
{
    /// <summary>The grant; a region left out means everywhere, for roles that know no other.</summary>
    public Grant ToGrant() => new(Role, Region ?? (Grants.IsRegional(Role) ? "" : Grants.Everywhere));
}

/// <summary>A body with grants.</summary>
internal interface IGranting
{
    IReadOnlyList<GrantBody>? Grants { get; }
}

/// <summary>An account wished.</summary>
[Description("An account to make.")]
internal sealed record NewAccount(
    [property: Description("The name to sign in with: 2 to 64 of a-z, 0-9, dot, dash, underscore. Part of the ledger for ever.")] string Name,
    [property: Description("What people call its owner; part of the ledger for ever.")] string? DisplayName = null,
    [property: Description("The password, 12 to 128 characters; left out, the ledger makes one and shows it once.")] string? Password = null,
    [property: Description("What it may do, and where.")] IReadOnlyList<GrantBody>? Grants = null) : IGranting;

/// <summary>A password wished.</summary>
[Description("A new password.")]
internal sealed record NewPassword(
    [property: Description("The new password, 12 to 128 characters; left out, the ledger makes one and shows it once.")] string? Password = null,
    [property: Description("The present password: needed for one's own account.")] string? Current = null);

/// <summary>A key wished.</summary>
[Description("A key to issue to oneself.")]
internal sealed record NewKey(
    [property: Description("What it is for, at most 100 characters; part of the ledger for ever.")] string Name,
    [property: Description("What it may do, and where: no more than its owner. Left out: all that its owner may.")] IReadOnlyList<GrantBody>? Grants = null,
    [property: Description("For how many days it is accepted, 0 (today only) to 366; 90 by default.")] int? Days = null) : IGranting;

/// <summary>Reads bodies.</summary>
internal static class Body
{
    /// <summary>Bytes of a body at most.</summary>
    public const int Largest = 64 * 1024;

    private static readonly JsonSerializerOptions Strict = new(WebJson.Options)
    {
        UnmappedMemberHandling = System.Text.Json.Serialization.JsonUnmappedMemberHandling.Disallow,
        AllowDuplicateProperties = false,
        RespectRequiredConstructorParameters = true,
        PropertyNameCaseInsensitive = false,
    };

    /// <summary>Reads a JSON body.</summary>
    /// <returns>The body, or the answer that says what is wrong with it.</returns>
    public static async Task<(T? Value, IResult? Stop)> ReadAsync<T>(HttpContext context)
        where T : class
    {
        if (!context.Request.HasJsonContentType())
            return (null, Problems.BadRequest(StatusCodes.Status415UnsupportedMediaType, "Send the body as application/json.").Answer());
        try
        {
            var value = await JsonSerializer.DeserializeAsync<T>(context.Request.Body, Strict, context.RequestAborted);
            // What the serializer lets through where none is allowed: a null for the body, and in a list.
            return value is null || (value is IGranting { Grants: { } grants } && grants.Any(grant => grant is null))
                ? (null, Problems.BadRequest(StatusCodes.Status400BadRequest, "The body is null or holds a null in a list; send an object.").Answer())
                : (value, null);
        }
        catch (JsonException e)
        {
            // The exception's own words name types of this program.
            return (null, Problems.BadRequest(StatusCodes.Status400BadRequest,
                $"The body does not fit at {e.Path ?? "its beginning"}: see /openapi/v1.json for what it holds, required parts, and no others.").Answer());
        }
    }
}
