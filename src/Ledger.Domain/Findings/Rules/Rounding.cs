namespace Ledger.Domain.Findings.Rules;

/// <summary>How far a written number may lie from the exact one.</summary>
internal static class Rounding
{
    /// <summary>Half a unit of the last decimal written: 0.05 for 93.0, 0.5 for 93.</summary>
    public static decimal HalfStep(decimal written) => new(5, 0, 0, false, (byte)(written.Scale + 1));
}
