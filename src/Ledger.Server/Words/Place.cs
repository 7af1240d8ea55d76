using Ledger.Domain.Entries;
using Ledger.Server.Api;

namespace Ledger.Server.Words;

/// <summary>The place that a source names, in one line.</summary>
internal static class Place
{
    /// <summary>Where it stands, without the document and its words: for tables about one document.</summary>
    public static string? Of(Source? source) => source is null ? null : Join(source.Section, source.Table, source.Row, source.Column, Page(source.Page));

    /// <summary>The document, the place in it, and the words that say it.</summary>
    public static string? InFull(SourceItem? source) => source is null
        ? null
        : Join(source.Document, source.Section, source.Table, source.Row, source.Column, Page(source.Page), source.Evidence is { } evidence ? $"“{evidence}”" : null);

    /// <summary>The place from the outside in: document, section, table, row, column, page.</summary>
    /// <param name="language">The language.</param>
    /// <param name="source">The source.</param>
    /// <param name="title">Title of the plan that the source may name by its code.</param>
    public static IReadOnlyList<string> Steps(this Language language, SourceItem source, string? title) =>
    [
        .. new[]
        {
            title is null ? source.Document : $"《{title}》", source.Section, source.Table, source.Row is { } row ? RowOf(language, source.Table, row) : null, source.Column,
            source.Page is { } page ? language.Say($"第{page}页", $"p. {page}") : null,
        }.OfType<string>().Where(step => step.Length > 0),
    ];

    // In prose the number is that of the paragraph.
    private static string RowOf(Language language, string? table, string row) =>
        !row.All(char.IsAsciiDigit) ? row : table is null ? language.Say($"第{row}段", $"paragraph {row}") : language.Say($"第{row}行", $"row {row}");

    private static string? Page(int? page) => page is null ? null : $"p. {page}";

    private static string Join(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
