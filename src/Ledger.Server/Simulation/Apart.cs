using Ledger.Server.Web;

namespace Ledger.Server.Simulation;

/// <summary>Keeps what is simulated out of answers over all plans.</summary>
internal static class Apart
{
    /// <summary>The parameter that asks for one of the two only.</summary>
    public static Parameter Only { get; } = new("simulated", ParameterKind.Flag,
        "模拟: true for what is simulated only, false for what is real only. Default: both where a plan or a region is named, false otherwise.") { Example = false };

    /// <summary>Which of the two to list, where more than one plan may be meant.</summary>
    /// <param name="asked">What was asked for.</param>
    /// <param name="named">Whether a plan or a region is named: what belongs to one plan is not mixed.</param>
    /// <returns>True or false for one of the two, null for both.</returns>
    public static bool? Which(bool? asked, bool named) => asked ?? (named ? null : false);
}
