namespace Ledger.Postgres.Evidence;

/// <summary>A file as it is stored: its content, whatever it is called.</summary>
/// <param name="Sha256">SHA-256 of the content, 64 lower-case hexadecimal digits.</param>
/// <param name="Content">Under which its chunks lie.</param>
/// <param name="Size">Size in bytes, from 1.</param>
/// <param name="MediaType">Media type, found in the content.</param>
public sealed record EvidenceFile(string Sha256, Guid Content, long Size, string MediaType);
