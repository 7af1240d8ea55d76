using System.Collections;
using System.Reflection;
using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;

namespace Ledger.Domain.Tests;

/// <summary>
/// One fixed sample of any type of the domain, every property filled in: what golden files and house rules are made of. A
/// property added later is filled in by itself and so shows up as a changed golden file.
/// </summary>
internal static class Samples
{
    public static LedgerEvent Event(Type type) => (LedgerEvent)Of(type, type.Name);

    public static Refusal Refusal(Type type) => (Refusal)Of(type, type.Name);

    private static object Of(Type type, string name)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Of(underlying, name);
        if (type == typeof(string)) return name == "Evidence" ? "白马小学迁建工程" : $"{name} “中文”";
        if (type == typeof(bool)) return true;
        if (type == typeof(int)) return 2025;
        if (type == typeof(long)) return 42L;
        if (type == typeof(decimal)) return 95.30m;
        if (type == typeof(DateOnly)) return new DateOnly(2022, 6, 18);
        if (type == typeof(DateTimeOffset)) return new DateTimeOffset(2026, 7, 1, 8, 30, 0, 123, TimeSpan.Zero).AddTicks(4560);
        if (type == typeof(ReducedDate)) return ReducedDate.Parse(name == "End" ? "2025" : name == "Period" ? "2022-Q2" : "2022-06");
        if (type == typeof(LedgerEvent)) return Event(EventTypes.Find("progress_reported")!);
        if (type.IsEnum) return Enum.GetValues(type).GetValue(1)!;
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuantity<>)))
            return typeof(Quantity).GetMethod(nameof(Quantity.From))!.MakeGenericMethod(type).Invoke(null, [60m])!;
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sequence<>)) return Sequence(type.GetGenericArguments()[0], name);
        return Record(type);
    }

    private static object Sequence(Type item, string name)
    {
        var items = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(item))!;
        items.Add(Of(item, name));
        items.Add(Of(item, name));
        return typeof(Samples).GetMethod(nameof(Make), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(item).Invoke(null, [items])!;
    }

    private static Sequence<T> Make<T>(List<T> items) => [.. items];

    private static object Record(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var made = constructor.Invoke([.. constructor.GetParameters().Select(parameter => Of(parameter.ParameterType, parameter.Name!))]);
        foreach (var property in type.GetProperties().Where(p => p.CanWrite && constructor.GetParameters().All(parameter => parameter.Name != p.Name)))
            property.SetValue(made, Of(property.PropertyType, property.Name));
        return made;
    }
}
