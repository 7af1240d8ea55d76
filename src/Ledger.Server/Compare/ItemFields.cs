using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Ledger.Server.Web;

namespace Ledger.Server.Compare;

/// <summary>The fields of an item as <see cref="Fields"/> flattens them, compared as values: only what differs is written as JSON.</summary>
/// <typeparam name="T">The item; its members are those that its JSON has.</typeparam>
internal static class ItemFields<T>
    where T : class
{
    private static readonly Field[] All = [.. Of(typeof(T), "", static item => item).OrderBy(field => field.Path, StringComparer.Ordinal)];

    /// <summary>The fields that differ, in the order of their paths.</summary>
    public static IReadOnlyList<ChangedField> Differing(T before, T after)
    {
        var differing = new List<ChangedField>(2);
        foreach (var field in All)
        {
            var (old, @new) = (field.Get(before), field.Get(after));
            if (Equals(old, @new)) continue;
            var (oldNode, newNode) = (Node(field, old), Node(field, @new));
            // Lists, for instance, are the same where their members are.
            if (!JsonNode.DeepEquals(oldNode, newNode)) differing.Add(new ChangedField(field.Path, oldNode, newNode));
        }

        return differing;
    }

    private static JsonNode? Node(Field field, object? value) => value is null ? null : JsonSerializer.SerializeToNode(value, field.Type, WebJson.Options);

    private static IEnumerable<Field> Of(Type type, string prefix, Func<object, object?> owner)
    {
        foreach (var property in WebJson.Options.GetTypeInfo(type).Properties)
        {
            if (property.Get is not { } get || (prefix.Length == 0 && Fields.Left.Contains(property.Name))) continue;
            object? Value(object item) => owner(item) is { } holder ? get(holder) : null;
            if (prefix.Length == 0 && Fields.Inner.Contains(property.Name))
                foreach (var inner in Of(property.PropertyType, $"{property.Name}.", Value)) yield return inner;
            else yield return new Field(prefix + property.Name, property.PropertyType, Value);
        }
    }

    private sealed record Field(string Path, Type Type, Func<object, object?> Get);
}
