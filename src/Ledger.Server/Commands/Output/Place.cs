using Ledger.Domain.Entries;
using Ledger.Server.Api;

namespace Ledger.Server.Commands;

/// <summary>The place that a source names, in one line.</summary>
internal static class Place
{
    public static string? Of(Source? source) => Of(SourceItem.Of(source));

    public static string? Of(SourceItem? source) => source is null ? null : string.Join(" · ", new[]
    {
        source.Document, source.Section, source.Table, source.Row, source.Column, source.Page is { } page ? $"p. {page}" : null,
        source.Evidence is { } evidence ? $"“{evidence}”" : null,
    }.Where(part => !string.IsNullOrWhiteSpace(part)));
}
