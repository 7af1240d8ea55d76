using System.Text.Json;
using Ledger.Domain.Entries;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Api;
using Ledger.Server.Recording.Bodies;

namespace Ledger.Server.Recording.Forms;

/// <summary>What a form is for: an operation of the API, filled by people.</summary>
internal sealed record FormTask
{
    /// <summary>What is done, in Chinese and English.</summary>
    public required (string Chinese, string English) Title { get; init; }

    /// <summary>Name of what it is done to.</summary>
    public required string Subject { get; init; }

    /// <summary>The page about what it is done to, where one leads when it is not done.</summary>
    public required string Back { get; init; }

    /// <summary>The body of the operation.</summary>
    public required Shape.Object Shape { get; init; }

    /// <summary>Makes the wish of a body of that shape, as the operation of the API does.</summary>
    /// <exception cref="JsonException">A number lies outside the range of its unit; the path is the body's.</exception>
    public required Func<JsonElement, WishedEntry> Wish { get; init; }

    /// <summary>The stream as it stands; empty for one that begins.</summary>
    public required IReadOnlyList<StoredEntry> Stored { get; init; }

    /// <summary>Members that are not asked for: the address says them.</summary>
    public IReadOnlyDictionary<string, string> Given { get; init; } = new Dictionary<string, string>();

    /// <summary>What the form holds at first.</summary>
    public FormValues Initial { get; init; } = new();

    /// <summary>The entry that it is about; null for a new fact.</summary>
    public StoredEntry? About { get; init; }

    /// <summary>Kinds of facts among which another may be chosen, and the parameter that chooses; none where it is said.</summary>
    public IReadOnlyList<string> OtherTypes { get; init; } = [];

    /// <summary>What follows from recording it, in Chinese and English; null where its name says it.</summary>
    public (string Chinese, string English)? Note { get; init; }

    /// <summary>Whether the rules demand a source, which is asked for openly then.</summary>
    public bool NeedsSource { get; init; }

    /// <summary>Whether files can support what it records.</summary>
    public bool TakesEvidence { get; init; } = true;

    /// <summary>Where one goes when it is recorded; null for the page about the stream.</summary>
    public string? Next { get; init; }

    /// <summary>The kind of entry whose earlier ones are shown beside it; null where they say nothing.</summary>
    public string? ShowsEarlier { get; init; }

    /// <summary>Those entries, oldest first.</summary>
    /// <param name="today">Today in Asia/Shanghai.</param>
    public IReadOnlyList<EntryItem> Earlier(DateOnly today) => [.. Api.Entries.Of(Stored, today).Where(entry => entry.Type == ShowsEarlier)];

    /// <summary>The stream's entries as facts.</summary>
    public IReadOnlyList<Recorded> Entries => [.. Stored.Select(entry => entry.ToRecorded())];

    /// <summary>The field of the form for a member of a fact; null where the form has none.</summary>
    public string? FieldOf(string? member) => member is null ? null
        : FormFault.MemberAt(Shape, member) is not null ? member
        : FormFault.MemberAt(Shape, $"replacement.{member}") is not null ? $"replacement.{member}"
        : null;
}
