namespace Ledger.Server.Evidence.Content;

/// <summary>What a content was found to be.</summary>
/// <param name="MediaType">Its media type, if it is accepted as evidence.</param>
/// <param name="Found">What it is, in words that fit behind "The content of the file is …".</param>
internal sealed record FoundType(string? MediaType, string Found)
{
    /// <summary>A content that is accepted.</summary>
    public static FoundType Accepted(string mediaType) => new(mediaType, mediaType);

    /// <summary>A content that is not.</summary>
    public static FoundType Refused(string found) => new(null, found);
}
