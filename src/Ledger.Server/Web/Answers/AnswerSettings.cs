namespace Ledger.Server.Web.Answers;

/// <summary>Settings under <c>Answers</c>; in the environment for example <c>Answers__CacheBytes=67108864</c>.</summary>
internal sealed class AnswerSettings
{
    /// <summary>How many bytes of finished answers are kept in memory, at most. Default: 32 MiB; 0 keeps none.</summary>
    public long CacheBytes { get; set; } = 32 << 20;

    /// <summary>About how many bytes of projects of boards are kept in memory, with all that was ever believed of them. Default: 48 MiB; 0 keeps none.</summary>
    public long RowsBytes { get; set; } = 48 << 20;

    /// <summary>How many requests are being answered at once that read, at most. Default: 128.</summary>
    public int ReadsAtOnce { get; set; } = 128;

    /// <summary>How many requests are being answered at once that write, at most. Default: 1,024.</summary>
    public int WritesAtOnce { get; set; } = 1_024;

    /// <summary>How many more wait for their turn, of either kind; whoever comes then is told to come again. Default: 1,024.</summary>
    public int Waiting { get; set; } = 1_024;

    /// <summary>Reads them.</summary>
    public static AnswerSettings Of(IConfiguration configuration) => configuration.GetSection("Answers").Get<AnswerSettings>() ?? new AnswerSettings();
}
