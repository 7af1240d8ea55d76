namespace Ledger.Server.History;

/// <summary>What an entry is to other entries; decides how it is drawn.</summary>
internal enum EntryKind
{
    /// <summary>A fact about the world.</summary>
    Fact,

    /// <summary>A fact in the place of another that was wrong.</summary>
    Correction,

    /// <summary>Another entry counts no more.</summary>
    Voiding,

    /// <summary>A reviewer's word on another.</summary>
    Review,

    /// <summary>Something else about another, such as a file that supports it.</summary>
    Note,
}
