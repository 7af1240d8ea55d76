namespace Ledger.Server.Api;

/// <summary>Names of the read models.</summary>
internal static class Models
{
    public const string Plans = "plans";
    public const string Projects = "projects";
    public const string Indicators = "indicators";
    public const string Findings = "findings";
}
