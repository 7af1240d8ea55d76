using System.Collections;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>An immutable list that equals another when its items do, so that states can be compared by value.</summary>
/// <typeparam name="T">The item, itself compared by value.</typeparam>
[CollectionBuilder(typeof(Sequence), nameof(Sequence.Create))]
[JsonConverter(typeof(SequenceConverterFactory))]
public readonly struct Sequence<T> : IReadOnlyList<T>, IEquatable<Sequence<T>>
{
    private readonly ImmutableArray<T> items;

    internal Sequence(ImmutableArray<T> items) => this.items = items;

    /// <inheritdoc />
    public int Count => Items.Length;

    internal ImmutableArray<T> Items => items.IsDefault ? [] : items;

    /// <inheritdoc />
    public T this[int index] => Items[index];

    /// <summary>This list with one more item at its end.</summary>
    public Sequence<T> With(T item) => new(Items.Add(item));

    /// <summary>This list with one item replaced.</summary>
    public Sequence<T> With(int index, T item) => new(Items.SetItem(index, item));

    /// <inheritdoc />
    public bool Equals(Sequence<T> other) => Items.AsSpan().SequenceEqual(other.Items.AsSpan());

    /// <inheritdoc />
    public override bool Equals(object? obj) => obj is Sequence<T> other && Equals(other);

    /// <inheritdoc />
    public override int GetHashCode()
    {
        var hash = new HashCode();
        foreach (var item in Items) hash.Add(item);
        return hash.ToHashCode();
    }

    /// <inheritdoc />
    public IEnumerator<T> GetEnumerator() => ((IEnumerable<T>)Items).GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>The items in brackets, so that a state that was not expected can be read.</summary>
    public override string ToString() => $"[{string.Join(", ", Items)}]";

    /// <summary>Whether both hold equal items in the same order.</summary>
    public static bool operator ==(Sequence<T> left, Sequence<T> right) => left.Equals(right);

    /// <summary>Whether they differ in an item or in order.</summary>
    public static bool operator !=(Sequence<T> left, Sequence<T> right) => !left.Equals(right);
}

/// <summary>Makes sequences.</summary>
public static class Sequence
{
    /// <summary>A sequence of the given items.</summary>
    public static Sequence<T> Create<T>(ReadOnlySpan<T> items) => new([.. items]);
}

internal sealed class SequenceConverterFactory : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) =>
        typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(Sequence<>);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) =>
        (JsonConverter)Activator.CreateInstance(typeof(SequenceConverter<>).MakeGenericType(typeToConvert.GetGenericArguments()))!;

    private sealed class SequenceConverter<T> : JsonConverter<Sequence<T>>
    {
        private JsonConverter<T>? _item;

        // Item by item: the serializer, asked for the whole list, reads its text twice.
        public override Sequence<T> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (reader.TokenType != JsonTokenType.StartArray) throw NoList();
            var items = ImmutableArray.CreateBuilder<T>();
            while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                items.Add(reader.TokenType != JsonTokenType.Null && Item(options).Read(ref reader, typeof(T), options) is { } item ? item : throw NoList());
            return new(items.DrainToImmutable());
        }

        public override void Write(Utf8JsonWriter writer, Sequence<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var item in value.Items) Item(options).Write(writer, item, options);
            writer.WriteEndArray();
        }

        // A converter belongs to the options that it was made for, as this one does.
        private JsonConverter<T> Item(JsonSerializerOptions options) => _item ??= (JsonConverter<T>)options.GetConverter(typeof(T));

        private static JsonException NoList() => new("A list without nulls was expected.");
    }
}
