namespace Ledger.Server.Evidence;

/// <summary>Settings under <c>Evidence</c>; in the environment for example <c>Evidence__PublicRead=true</c>.</summary>
internal sealed class EvidenceSettings
{
    /// <summary>Whether files are read without signing in. Default: false, since photos show people; that there is a file, and its hash, is as public as the entry.</summary>
    public bool PublicRead { get; set; }

    /// <summary>Uploads at once on each server. Each takes a connection to the database. Default: 8.</summary>
    public int Uploads { get; set; } = 8;

    /// <summary>Uploads at once of one caller, on each server. Default: 3.</summary>
    public int UploadsOfCaller { get; set; } = 3;

    /// <summary>Reads them.</summary>
    public static EvidenceSettings Of(IConfiguration configuration) => configuration.GetSection("Evidence").Get<EvidenceSettings>() ?? new EvidenceSettings();
}
