using System.Globalization;

namespace Ledger.Server.Words;

/// <summary>How times are written for people.</summary>
internal static class TimeText
{
    /// <summary>A recorded time in Asia/Shanghai, to the second.</summary>
    public static string Of(DateTimeOffset instant) => instant.ToOffset(TimeSpan.FromHours(8)).ToString("yyyy-MM-dd HH:mm:ss", CultureInfo.InvariantCulture);

    /// <summary>A day.</summary>
    public static string Of(DateOnly day) => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);
}
