using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Time;

namespace Ledger.Domain.Accounts;

/// <summary>The state of an API key.</summary>
[JsonPolymorphic(TypeDiscriminatorPropertyName = "case")]
[JsonDerivedType(typeof(None), "none")]
[JsonDerivedType(typeof(Issued), "issued")]
[JsonDerivedType(typeof(Revoked), "revoked")]
public abstract record ApiKey : IAggregate<ApiKey>
{
    private ApiKey() { }

    /// <inheritdoc />
    public static string StreamType => "key";

    /// <inheritdoc />
    public static ApiKey Initial { get; } = new None();

    /// <inheritdoc />
    public bool Exists => this is not None;

    /// <inheritdoc />
    public static Refusal? Refuse(ApiKey state, LedgerEvent @event) => (state, @event) switch
    {
        (_, not KeyEvent) => new EntryRefusals.WrongKind(EventTypes.NameOf(@event), StreamType),
        (None, KeyEvent.KeyIssued e) => KeyRules.Refuse(e),
        (None, _) => new KeyRefusals.KeyNotIssued(),
        (_, KeyEvent.KeyIssued) => new KeyRefusals.KeyAlreadyIssued(),
        (Issued, KeyEvent.KeyRevoked) => null,
        (Revoked, KeyEvent.KeyRevoked) => new KeyRefusals.KeyIsRevoked(),
        _ => throw new InvalidOperationException($"No rule for {EventTypes.NameOf(@event)}."),
    };

    /// <inheritdoc />
    public static ApiKey Evolve(ApiKey state, Fact fact) => (state, fact.Event) switch
    {
        (None, KeyEvent.KeyIssued e) => new Issued(e.Owner, e.Name, e.Grants, e.ExpiresOn),
        (Issued k, KeyEvent.KeyRevoked) => new Revoked(k),
        _ => throw new ImpossibleHistoryException(state, fact),
    };

    /// <summary>Never issued.</summary>
    public sealed record None : ApiKey;

    /// <summary>Issued, and accepted until it expires.</summary>
    /// <param name="Owner">Name of the account that answers for it.</param>
    /// <param name="Name">What it is for.</param>
    /// <param name="Grants">What it may do, and where, as far as its owner may.</param>
    /// <param name="ExpiresOn">The last day on which it is accepted, in Asia/Shanghai.</param>
    public sealed record Issued(string Owner, string Name, Sequence<Grant> Grants, DateOnly ExpiresOn) : ApiKey;

    /// <summary>Refused for ever.</summary>
    /// <param name="Last">What it was.</param>
    public sealed record Revoked(Issued Last) : ApiKey;
}
