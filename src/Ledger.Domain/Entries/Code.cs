using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Text.Json.Serialization;

namespace Ledger.Domain.Entries;

/// <summary>The codes under which the values of an enumeration are written everywhere: in events, tables, addresses and files.</summary>
/// <typeparam name="T">An enumeration whose every member carries <see cref="JsonStringEnumMemberNameAttribute"/>.</typeparam>
/// <remarks>
/// Looked up in arrays: an enumeration has a dozen members, and a dictionary of its own is a hundred types that the runtime makes
/// at start and keeps. There are two dozen enumerations.
/// </remarks>
public static class Code<T>
    where T : struct, Enum
{
    private static readonly T[] Values = Enum.GetValues<T>();
    private static readonly string[] Codes = Array.ConvertAll(Values, Stated);

    /// <summary>All codes, in the order of the enumeration.</summary>
    public static IReadOnlyList<string> All { get; } = Array.AsReadOnly(Codes);

    /// <summary>The code of a value.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The value is none of the enumeration's members.</exception>
    public static string Of(T value) => Codes[IndexOf(value)];

    /// <summary>The value of a code; answers <see langword="false"/> for an unknown one. Case matters.</summary>
    public static bool TryParse([NotNullWhen(true)] string? code, out T value)
    {
        var index = Array.IndexOf(Codes, code);
        value = index < 0 ? default : Values[index];
        return index >= 0;
    }

    /// <summary>The place of a value's code within <see cref="All"/>.</summary>
    internal static int IndexOf(T value)
    {
        var index = Array.IndexOf(Values, value);
        return index >= 0 ? index : throw new ArgumentOutOfRangeException(nameof(value), value, $"{typeof(T).Name} has no such member.");
    }

    /// <summary>The value of the code at a place within <see cref="All"/>.</summary>
    internal static T At(int index) => Values[index];

    private static string Stated(T value) =>
        typeof(T).GetField(value.ToString())!.GetCustomAttribute<JsonStringEnumMemberNameAttribute>()?.Name
        ?? throw new InvalidOperationException($"{typeof(T).Name}.{value} has no code.");
}
