namespace Ledger.Domain.Audit;

/// <summary>A rule that marks entries which somebody should look at. Pure; a mark is a question and no verdict.</summary>
public interface IAuditFlag
{
    /// <summary>Its stable name: lower-case words and numbers joined by dashes.</summary>
    string Name { get; }

    /// <summary>Whether the entry bears the flag.</summary>
    /// <param name="entry">The entry.</param>
    /// <param name="history">What was in the ledger before it.</param>
    bool Marks(AuditedEntry entry, AuditHistory history);
}
