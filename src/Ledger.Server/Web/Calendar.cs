namespace Ledger.Server.Web;

/// <summary>The calendar of the ledger's users: Asia/Shanghai, UTC+8 without summer time since 1991.</summary>
internal static class Calendar
{
    /// <summary>Today in Asia/Shanghai.</summary>
    /// <remarks>The offset is written down so that a machine without time zone data knows it too.</remarks>
    public static DateOnly Today(this TimeProvider clock) => DateOnly.FromDateTime(clock.GetUtcNow().UtcDateTime.AddHours(8));
}
