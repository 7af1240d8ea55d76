namespace Ledger.Server.Recording;

/// <summary>Settings under <c>Recording</c>; in the environment for example <c>Recording__MemoryBytes=8388608</c>.</summary>
internal sealed class RecordingSettings
{
    /// <summary>About how many bytes of streams that were last decided about are kept in memory. Default: 24 MiB.</summary>
    public long MemoryBytes { get; set; } = 24 << 20;

    /// <summary>Reads them.</summary>
    public static RecordingSettings Of(IConfiguration configuration) => configuration.GetSection("Recording").Get<RecordingSettings>() ?? new RecordingSettings();
}
