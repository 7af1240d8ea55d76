using System.Collections.Frozen;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>The codes under which the values of an enumeration are written everywhere: in events, tables, addresses and files.</summary>
/// <typeparam name="T">An enumeration whose every member carries <see cref="JsonStringEnumMemberNameAttribute"/>.</typeparam>
public static class Code<T>
    where T : struct, Enum
{
    private static readonly FrozenDictionary<T, string> ByValue = typeof(T)
        .GetFields(BindingFlags.Public | BindingFlags.Static)
        .ToFrozenDictionary(
            field => (T)field.GetValue(null)!,
            field => field.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
                ?? throw new InvalidOperationException($"{typeof(T).Name}.{field.Name} has no code."));

    private static readonly FrozenDictionary<string, T> ByCode = ByValue.ToFrozenDictionary(pair => pair.Value, pair => pair.Key, StringComparer.Ordinal);

    /// <summary>All codes, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All { get; } = [.. Enum.GetValues<T>().Select(value => ByValue[value])];

    /// <summary>The code of a value.</summary>
    public static string Of(T value) => ByValue[value];

    /// <summary>The value of a code; answers <see langword="false"/> for an unknown one. Case matters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out T value)
    {
        value = default;
        return code is not null && ByCode.TryGetValue(code, out value);
    }
}
