using System.Globalization;
using Ledger.Domain.Accounts;
using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity;
using Ledger.Server.Identity.Api;
using Ledger.Server.Web;

namespace Ledger.Server.Webhooks.Api;

/// <summary>What a caller wants of a subscription.</summary>
internal enum Wish
{
    /// <summary>To read it: its owner, administrators and supervisors.</summary>
    Read,

    /// <summary>To stop it, let it go on, repeat: its owner and administrators.</summary>
    Manage,

    /// <summary>To say where entries go, and to hold the secret: its owner alone.</summary>
    Own,
}

/// <summary>Whose subscriptions a caller may see and change, and what all operations about one have in common.</summary>
internal static class SubscriptionAccess
{
    public const string Tag = "Subscriptions";

    public static Parameter Id { get; } = new("id", ParameterKind.Text, "Id of the subscription.") { InPath = true, Required = true, Example = "wh4k7tq2zxw6ms5b", MaxLength = 64 };

    public static Parameter Position { get; } = new("position", ParameterKind.Text, "Position of the entry.") { InPath = true, Required = true, Example = "1024", MaxLength = 19 };

    public static Parameter After { get; } = IdentityApi.After with { MaxLength = 64 };

    /// <summary>Whether a caller sees the subscriptions of all.</summary>
    public static bool SeesAll(this Caller caller) => caller.Is(Role.Administrator) || caller.Is(Role.Supervisor);

    /// <summary>The caller as the record of changes names it.</summary>
    public static Changer AsChanger(this Caller caller) => new(caller.Actor, caller.Owner);

    /// <summary>Finds the subscription of the path.</summary>
    /// <returns>The subscription, or the answer to give instead: what one may not see is not there.</returns>
    public static async Task<(SubscriptionStanding? Standing, IResult? Stop)> FindAsync(ApiRequest request, HttpContext context, Wish wish)
    {
        if (request.Refused()) return (null, request.Stop);
        var (id, caller) = (request.Values.Text(Id)!, context.RequiredCaller());
        var standing = await context.RequestServices.GetRequiredService<Subscriptions>().ShowAsync(id, request.Aborted);
        if (standing is not null && standing.Subscription.Owner == caller.Owner) return (standing, null);
        if (standing is null || !caller.SeesAll()) return (null, Problems.UnknownId("subscription", id).Answer());
        if (wish == Wish.Read || (wish == Wish.Manage && caller.Is(Role.Administrator))) return (standing, null);
        return (null, Problems.Forbidden(wish == Wish.Own ? "Only its owner may do this." : "Only its owner and administrators may do this.").Answer());
    }

    /// <summary>The subscription as it is now, as an answer.</summary>
    public static async Task<IResult> ShowAsync(HttpContext context, string id, int status = StatusCodes.Status200OK, string? secret = null)
    {
        var services = context.RequestServices;
        services.GetRequiredService<Delivery.DeliveryBell>().Ring();
        var standing = await services.GetRequiredService<Subscriptions>().ShowAsync(id, context.RequestAborted);
        return standing is null
            ? Problems.UnknownId("subscription", id).Answer()
            : IdentityApi.Answer(SubscriptionItem.Of(standing, services.GetRequiredService<TimeProvider>().GetUtcNow()) with { Secret = secret }, status);
    }

    /// <summary>Reads where the next part of a list begins, which is a number.</summary>
    public static long AfterNumber(Values values, Parameter parameter, long otherwise)
    {
        if (values.Text(parameter) is not { } text) return otherwise;
        if (long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)) return number;
        values.Wrong(parameter.Name, $"'{parameter.Name}' must be a whole number.");
        return otherwise;
    }
}
