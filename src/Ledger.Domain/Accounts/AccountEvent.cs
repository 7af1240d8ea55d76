using Ledger.Domain.Entries;

namespace Ledger.Domain.Accounts;

/// <summary>Facts about one account. Stored bytes: see <see cref="LedgerEvent"/>. Anybody may read them: they hold nothing secret.</summary>
public abstract record AccountEvent : LedgerEvent
{
    private AccountEvent() { }

    /// <summary>开户: the account was created. It has no password and no role yet.</summary>
    [StoredAs("account_created")]
    public sealed record AccountCreated : AccountEvent
    {
        /// <summary>The name to sign in with: see <see cref="AccountName"/>.</summary>
        public required string Name { get; init; }

        /// <summary>What people call its owner, if they are to be told.</summary>
        public string? DisplayName { get; init; }
    }

    /// <summary>改密: the password was set or changed. What was signed in with the old one is signed out.</summary>
    [StoredAs("password_changed")]
    public sealed record PasswordChanged : AccountEvent
    {
        /// <summary>Names the row that holds the hash, outside the log; says nothing about the password.</summary>
        public required string Credential { get; init; }
    }

    /// <summary>授权: a role was granted.</summary>
    [StoredAs("role_granted")]
    public sealed record RoleGranted : AccountEvent
    {
        /// <summary>The role, and where.</summary>
        public required Grant Grant { get; init; }
    }

    /// <summary>撤权: a role was revoked.</summary>
    [StoredAs("role_revoked")]
    public sealed record RoleRevoked : AccountEvent
    {
        /// <summary>The role, and where; exactly as it was granted.</summary>
        public required Grant Grant { get; init; }
    }

    /// <summary>停用: nobody signs in with it and its keys are refused.</summary>
    [StoredAs("account_disabled")]
    public sealed record AccountDisabled : AccountEvent;

    /// <summary>启用: it may be used again. Who was signed in before it was disabled signs in anew.</summary>
    [StoredAs("account_enabled")]
    public sealed record AccountEnabled : AccountEvent;

    /// <summary>全部退出: all that was signed in is signed out, also a copy of a session's cookie that somebody else holds.</summary>
    [StoredAs("sessions_ended")]
    public sealed record SessionsEnded : AccountEvent;

    /// <summary>锁定: too many wrong passwords in a row; no sign-in for some time, not even with the right one.</summary>
    [StoredAs("account_locked")]
    public sealed record AccountLocked : AccountEvent
    {
        /// <summary>How many wrong passwords there were.</summary>
        public required int Failures { get; init; }

        /// <summary>For how long, from the entry's recorded time on.</summary>
        public required int Minutes { get; init; }
    }
}
