using Ledger.Postgres.Embedded;
using Xunit;

namespace Ledger.Postgres.Tests.Embedded;

/// <summary>A fact about an installed PostgreSQL; where none is, it can't be had.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InstalledFactAttribute : FactAttribute
{
    public InstalledFactAttribute()
    {
        if (InstalledPostgres.Folders().Count == 0)
            Skip = "No PostgreSQL is installed on this machine.";
    }
}
