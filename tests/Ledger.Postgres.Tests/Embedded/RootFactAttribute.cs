using Ledger.Postgres.Embedded;
using Xunit;

namespace Ledger.Postgres.Tests.Embedded;

/// <summary>A fact about what happens to root; elsewhere it can't be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class RootFactAttribute : FactAttribute
{
    public RootFactAttribute()
    {
        if (!PostgresAccount.IsRoot)
            Skip = "Only root can switch to another account.";
    }
}
