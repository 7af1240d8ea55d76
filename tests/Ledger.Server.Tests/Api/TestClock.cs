namespace Ledger.Server.Tests.Api;

/// <summary>A clock that stands still: noon of 2026-03-01 in Shanghai.</summary>
internal sealed class TestClock : TimeProvider
{
    public static DateOnly Today { get; } = new(2026, 3, 1);

    public override DateTimeOffset GetUtcNow() => new(2026, 3, 1, 4, 0, 0, TimeSpan.Zero);
}
