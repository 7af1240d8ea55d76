namespace Ledger.Server.Evidence.Content;

/// <summary>
/// Finds out what a file is by its content. What is not known is refused: a list of what is dangerous is never complete, a list
/// of what is evidence can be.
/// </summary>
/// <remarks>
/// A table of our own: the packages that were looked at (Mime-Detective 0.0.6-beta5) guess from the first bytes alone and tell
/// neither a JAR from an archive nor a macro from a document.
/// </remarks>
internal static class ContentType
{
    /// <summary>Looks at a content.</summary>
    /// <param name="content">A stream that can be read from anywhere, not empty.</param>
    /// <param name="ct">Cancels.</param>
    public static async Task<FoundType> FindAsync(Stream content, CancellationToken ct)
    {
        var buffer = new byte[Signatures.Bytes];
        content.Position = 0;
        var head = buffer.AsMemory(0, await content.ReadAtLeastAsync(buffer, buffer.Length, throwOnEndOfStream: false, ct));
        if (Signatures.IsZip(head.Span)) return ZipTypes.Of(await ZipListing.ReadAsync(content, ct));
        if (Signatures.IsOle(head.Span)) return OleTypes.Of(await OleDirectory.ReadAsync(content, ct));
        return Signatures.Find(head.Span) ?? await TextType.FindAsync(content, ct) ?? FoundType.Refused(Signatures.NameUnknown(head.Span));
    }
}
