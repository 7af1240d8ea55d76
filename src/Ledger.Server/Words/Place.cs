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

    private static string? Page(int? page) => page is null ? null : $"p. {page}";

    private static string Join(params string?[] parts) => string.Join(" · ", parts.Where(part => !string.IsNullOrWhiteSpace(part)));
}
