namespace Ledger.Domain.Entries;

/// <summary>来源: where a fact is said: a document and the place in it.</summary>
/// <param name="Document">Code of the plan, or title or number of another document.</param>
/// <param name="Section">Heading under which it stands.</param>
/// <param name="Table">Table or box, such as 表3 or 专栏4.</param>
/// <param name="Row">Number or label of the row.</param>
/// <param name="Column">Heading of the column, for a figure.</param>
/// <param name="Page">Page number from 1, where the document has pages.</param>
/// <param name="Evidence">The words that say it, at most 40 characters.</param>
public sealed record Source(
    string Document,
    string? Section = null,
    string? Table = null,
    string? Row = null,
    string? Column = null,
    int? Page = null,
    string? Evidence = null)
{
    /// <summary>Whether both stand at the same place of the same document, whatever their words.</summary>
    public bool SamePlaceAs(Source? other) => other is not null
        && (Document, Section, Table, Row, Column, Page) == (other.Document, other.Section, other.Table, other.Row, other.Column, other.Page);
}
