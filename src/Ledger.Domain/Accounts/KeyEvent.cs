using Ledger.Domain.Entries;

namespace Ledger.Domain.Accounts;

/// <summary>Facts about one API key. Stored bytes: see <see cref="LedgerEvent"/>. Anybody may read them: they hold nothing secret.</summary>
public abstract record KeyEvent : LedgerEvent
{
    private KeyEvent() { }

    /// <summary>发放密钥: a key was issued.</summary>
    [StoredAs("key_issued")]
    public sealed record KeyIssued : KeyEvent
    {
        /// <summary>Name of the account that answers for it.</summary>
        public required string Owner { get; init; }

        /// <summary>What it is for, in its owner's words.</summary>
        public required string Name { get; init; }

        /// <summary>What it may do, and where; at any time only as far as its owner may.</summary>
        public required Sequence<Grant> Grants { get; init; }

        /// <summary>The last day on which it is accepted, in Asia/Shanghai.</summary>
        public required DateOnly ExpiresOn { get; init; }
    }

    /// <summary>吊销密钥: the key is refused from now on.</summary>
    [StoredAs("key_revoked")]
    public sealed record KeyRevoked : KeyEvent;
}
