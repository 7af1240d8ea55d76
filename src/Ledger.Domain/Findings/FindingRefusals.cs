using Ledger.Domain.Entries;

namespace Ledger.Domain.Findings;

/// <summary>Why an entry about a finding is refused.</summary>
public static class FindingRefusals
{
    /// <summary>The finding is open already.</summary>
    public sealed record FindingAlreadyOpen : Refusal
    {
        /// <inheritdoc />
        public override string Code => "finding_already_open";

        /// <inheritdoc />
        public override string Message => "The finding stands already.";
    }

    /// <summary>The finding is not open on that day.</summary>
    public sealed record FindingNotOpen : Refusal
    {
        /// <inheritdoc />
        public override string Code => "finding_not_open";

        /// <inheritdoc />
        public override string Message => "The finding does not stand on that day, so it can't be withdrawn.";
    }
}
