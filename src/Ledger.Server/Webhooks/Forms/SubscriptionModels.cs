using Ledger.Postgres.Webhooks;
using Ledger.Server.Identity.Forms;

namespace Ledger.Server.Webhooks.Forms;

/// <summary>What the page of subscriptions shows.</summary>
/// <param name="Standings">The subscriptions.</param>
/// <param name="Next">Where the next part begins; null for none.</param>
/// <param name="All">Whether they are everybody's.</param>
/// <param name="Now">The time by which lags are told.</param>
/// <param name="Most">How many one may have.</param>
/// <param name="Regions">Regions that are offered.</param>
/// <param name="FormKey">Tells one form for a new one from another.</param>
/// <param name="Sent">The form for a new one as it was sent; null if it was not.</param>
internal sealed record SubscriptionsModel(
    IReadOnlyList<SubscriptionStanding> Standings, string? Next, bool All, DateTimeOffset Now, int Most, IReadOnlyList<string> Regions, string FormKey, FormSent? Sent);

/// <summary>What the page of one subscription shows.</summary>
/// <param name="Standing">The subscription.</param>
/// <param name="Now">The time by which its lag is told.</param>
/// <param name="Hours">Its deliveries by the hour, in order of time.</param>
/// <param name="Attempts">Its last attempts, the last one first.</param>
/// <param name="DeadLetters">Its dead letters that nobody has settled, in order of position.</param>
/// <param name="Manages">Whether its reader may stop it, let it go on, repeat.</param>
/// <param name="Owns">Whether it is its reader's own.</param>
/// <param name="Regions">Regions that are offered.</param>
/// <param name="Sent">A form as it was sent; null if none was.</param>
internal sealed record SubscriptionModel(
    SubscriptionStanding Standing, DateTimeOffset Now, IReadOnlyList<DeliveryHour> Hours, IReadOnlyList<LoggedAttempt> Attempts, IReadOnlyList<DeadLetter> DeadLetters,
    bool Manages, bool Owns, IReadOnlyList<string> Regions, FormSent? Sent)
{
    /// <summary>Its id.</summary>
    public string Id => Standing.Subscription.Id;

    /// <summary>How far it is.</summary>
    public SubscriptionCourse Course => Standing.Subscription.Course;
}
