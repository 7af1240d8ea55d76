using System.Text.Json;
using System.Text.Json.Serialization;
using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Web;

namespace Ledger.Server.Projects;

/// <summary>An item of a listing whose JSON is written already.</summary>
/// <param name="Ordinal">Its place in the listing.</param>
/// <param name="Json">UTF-8, as <see cref="ProjectItem"/> is written.</param>
[JsonConverter(typeof(Converter))]
internal sealed record ItemBytes(long Ordinal, ReadOnlyMemory<byte> Json)
{
    internal sealed class Converter : JsonConverter<ItemBytes>
    {
        public override ItemBytes Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => throw new NotSupportedException();

        public override void Write(Utf8JsonWriter writer, ItemBytes value, JsonSerializerOptions options) => writer.WriteRawValue(value.Json.Span, skipInputValidation: true);
    }
}

/// <summary>Neighbouring projects of a plan as they are remembered.</summary>
internal sealed class RememberedBlock(ProjectBlock block)
{
    /// <summary>Up to this position it tells everything.</summary>
    public long Reached => block.Reached;

    /// <summary>Whether no project followed at that position.</summary>
    public bool Last => block.Last;

    /// <summary>The projects in order.</summary>
    public IReadOnlyList<RememberedProject> Projects { get; } = [.. block.Projects.Select(project => new RememberedProject(project))];

    /// <summary>About how many bytes it takes: an item is a little longer than the state that it is made of, and both are there for a moment.</summary>
    public long Weight { get; } = block.Projects.Sum(project => 200 + project.Stretches.Sum(stretch => 160L + stretch.State.Length + stretch.State.Length / 2));
}

/// <summary>A project as it is remembered.</summary>
internal sealed class RememberedProject(ProjectStretches project)
{
    private readonly RememberedStretch[] _byDay = [.. project.Stretches.OrderBy(stretch => stretch.From).Select(stretch => new RememberedStretch(stretch))];

    /// <summary>Its id.</summary>
    public string Id => project.Id;

    /// <summary>Position of its first entry.</summary>
    public long Ordinal => project.Ordinal;

    /// <summary>The stretch at two times: of those believed then the last one that begins by that day. Null before its first.</summary>
    public RememberedStretch? At(DateOnly day, long position)
    {
        for (var i = _byDay.Length - 1; i >= 0; i--)
        {
            var stretch = _byDay[i];
            if (stretch.From <= day && stretch.KnownFrom <= position && stretch.KnownUntil > position) return stretch;
        }

        return null;
    }
}

/// <summary>A stretch of a project as it is remembered: as its state, and once it was shown, as it was shown.</summary>
internal sealed class RememberedStretch(ProjectStretch stretch)
{
    private readonly (long MadeBy, long Version, DateTimeOffset RecordedAt) _made = (stretch.MadeBy, stretch.Version, stretch.RecordedAt);
    private byte[]? _state = stretch.State;
    private ItemBytes? _item;

    public DateOnly From { get; } = stretch.From;

    public long KnownFrom { get; } = stretch.KnownFrom;

    public long KnownUntil { get; } = stretch.KnownUntil;

    public bool Live { get; } = stretch.Live;

    /// <summary>The item that shows it.</summary>
    public ItemBytes Item(string id, long ordinal)
    {
        if (Volatile.Read(ref _item) is { } known) return known;
        // Two callers may make it at once; either's is the same. The state goes only after the item is there.
        if (Volatile.Read(ref _state) is not { } state) return Volatile.Read(ref _item)!;
        var row = new Row<Project.Known>(
            id, JsonSerializer.Deserialize<Project.Known>(state, LedgerJson.Options)!, Live, From, null, _made.MadeBy, _made.Version, _made.RecordedAt, ordinal);
        var item = new ItemBytes(ordinal, JsonSerializer.SerializeToUtf8Bytes(ProjectItem.Of(row), WebJson.Options));
        Volatile.Write(ref _item, item);
        Volatile.Write(ref _state, null);
        return item;
    }
}
