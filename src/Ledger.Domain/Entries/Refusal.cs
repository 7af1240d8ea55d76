using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>Why a command is refused: a stable code for programs, data, and a sentence for people that says what to do.</summary>
/// <remarks>Codes are frozen once released: clients branch on them. The public properties of a case are its data.</remarks>
public abstract record Refusal
{
    /// <summary>The stable code: lower-case words joined by underscores.</summary>
    [JsonIgnore]
    public abstract string Code { get; }

    /// <summary>One sentence that says what is wrong and what to do.</summary>
    [JsonIgnore]
    public abstract string Message { get; }
}
