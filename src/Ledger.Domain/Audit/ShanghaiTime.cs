namespace Ledger.Domain.Audit;

/// <summary>The clock on the wall of those who record: Asia/Shanghai, UTC+8 without summer time since 1991.</summary>
internal static class ShanghaiTime
{
    /// <summary>The offset is written down, so that a machine without time zone data knows it too.</summary>
    public static DateTimeOffset In(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8));

    /// <summary>The day in Asia/Shanghai.</summary>
    public static DateOnly DayOf(DateTimeOffset instant) => DateOnly.FromDateTime(In(instant).DateTime);
}
