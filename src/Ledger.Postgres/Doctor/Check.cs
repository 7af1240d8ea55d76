using System.Text.Json.Serialization;

namespace Ledger.Postgres.Doctor;

/// <summary>How a check came out.</summary>
public enum Outcome
{
    /// <summary>As it should be.</summary>
    [JsonStringEnumMemberName("ok")] Ok,

    /// <summary>It works, and somebody should know.</summary>
    [JsonStringEnumMemberName("warn")] Warn,

    /// <summary>It is broken.</summary>
    [JsonStringEnumMemberName("fail")] Fail,
}

/// <summary>What a check found.</summary>
/// <param name="Area">What it belongs to: installation, database, log, readModels.</param>
/// <param name="Name">What was checked.</param>
/// <param name="Outcome">How it came out.</param>
/// <param name="Found">What was found, in a few words.</param>
/// <param name="Remedy">What to do, where it is not well.</param>
public sealed record Check(string Area, string Name, Outcome Outcome, string Found, string? Remedy = null)
{
    /// <summary>A check that came out well or failed.</summary>
    public static Check Of(string area, string name, bool well, string found, string remedy) =>
        new(area, name, well ? Outcome.Ok : Outcome.Fail, found, well ? null : remedy);

    /// <summary>As <see cref="Of"/>, where the ledger works without.</summary>
    public static Check Wish(string area, string name, bool well, string found, string remedy) =>
        new(area, name, well ? Outcome.Ok : Outcome.Warn, found, well ? null : remedy);
}
