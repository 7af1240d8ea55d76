using System.ComponentModel;
using Ledger.Domain.Entries;

namespace Ledger.Server.Api;

/// <summary>来源.</summary>
[Description("来源: where something is said.")]
internal sealed record SourceItem(
    [property: Description("Code of the plan, or title or number of another document.")] string Document,
    [property: Description("Heading under which it stands.")] string? Section,
    [property: Description("Table or box, such as 表3 or 专栏4.")] string? Table,
    [property: Description("Number or label of the row.")] string? Row,
    [property: Description("Heading of the column, for a figure.")] string? Column,
    [property: Description("Page number from 1, where the document has pages.")] int? Page,
    [property: Description("The words that say it, at most 40 characters.")] string? Evidence)
{
    public static SourceItem? Of(Source? source) => source is null
        ? null
        : new SourceItem(source.Document, source.Section, source.Table, source.Row, source.Column, source.Page, source.Evidence);
}
