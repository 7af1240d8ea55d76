using System.Security.Cryptography;
using System.Text;
using Ledger.Domain.Entries;
using Ledger.Domain.Packages;
using Ledger.Domain.Time;

namespace Ledger.Domain.Findings.Rules;

/// <summary>Something that a rule found in a package.</summary>
/// <param name="Rule">Name of the rule.</param>
/// <param name="At">The row that shows it.</param>
/// <param name="Place">The place in the document.</param>
/// <param name="Subject">Stream of the plan, project or indicator that it concerns.</param>
/// <param name="Written">What the document says.</param>
/// <param name="Expected">What was expected instead, in the language of the document.</param>
/// <param name="Other">The other place, where two contradict each other.</param>
/// <param name="Which">Tells apart several findings of one rule about one subject at one place, such as two ends of a range.</param>
public sealed record PackageFinding(
    string Rule,
    RowAt At,
    Source Place,
    string Subject,
    string Written,
    string Expected,
    Source? Other = null,
    string? Which = null)
{
    /// <summary>
    /// What makes it this finding and no other: its rule, place and subject, but not the words, so that a finding whose
    /// figures change stays the same finding. 16 hexadecimal digits of a SHA-256.
    /// </summary>
    public string Key
    {
        get
        {
            // U+001F can't occur in a package's cells, so no two different findings write the same bytes.
            string?[] parts = [Rule, Place.Document, Place.Section, Place.Table, Place.Row, Place.Column, Subject, Which];
            return Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(string.Join('\u001F', parts))))[..16];
        }
    }

    /// <summary>The finding's stream in the plan with that code.</summary>
    public string Stream(string code) => StreamName.Of<Finding>($"{code}.{Key}");
}
