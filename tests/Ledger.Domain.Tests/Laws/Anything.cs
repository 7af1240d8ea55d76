using FsCheck;
using FsCheck.Fluent;
using System.Reflection;
using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;

namespace Ledger.Domain.Tests.Laws;

/// <summary>Any event with any contents: what its types allow, absent or given.</summary>
public static class Anything
{
    private static readonly string[] Texts =
        ["", " ", "巫溪府发〔2022〕14号", "＞93.0", "2021—2025", "“十三五”", "\"quoted\" \\ / <b>&'", "line\r\nbreak\ttab", "\u2028\u2029", "𠮷野小学🏫", "é ≠ e\u0301", "null", "0"];

    public static Arbitrary<LedgerEvent> Events() =>
        (from pair in Gen.Elements<KeyValuePair<string, Type>>(EventTypes.All)
         from made in Of(pair.Value)
         select (LedgerEvent)made!).ToArbitrary();

    public static Arbitrary<ReducedDate> Dates() => ReducedDates.ToArbitrary();

    /// <summary>Every precision, every year, and the days around month ends more often than others.</summary>
    private static Gen<ReducedDate> ReducedDates { get; } =
        from year in Gen.Choose(1900, 2199)
        from month in Gen.Choose(1, 12)
        from day in Gen.OneOf(Gen.Choose(1, 31), Gen.Choose(28, 31))
        from precision in Gen.Choose(0, 3)
        select ReducedDate.Parse(precision switch
        {
            0 => $"{year}-{month:00}-{Math.Min(day, DateTime.DaysInMonth(year, month)):00}",
            1 => $"{year}-{month:00}",
            2 => $"{year}-Q{(month + 2) / 3}",
            _ => $"{year}",
        });

    private static Gen<decimal> Decimals { get; } =
        from whole in Gen.OneOf(Gen.Choose(-100, 100), Gen.Choose(int.MinValue, int.MaxValue))
        from scale in Gen.Choose(0, 6)
        select new decimal(Math.Abs((long)whole) > int.MaxValue ? int.MaxValue : Math.Abs(whole), 0, 0, whole < 0, (byte)scale);

    private static Gen<object?> Of(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying) return Maybe(Of(underlying));
        if (type == typeof(string)) return Boxed(Gen.Elements(Texts));
        if (type == typeof(bool)) return Boxed(Gen.Elements(true, false));
        if (type == typeof(int)) return Boxed(Gen.Choose(int.MinValue, int.MaxValue));
        if (type == typeof(long)) return Boxed(Gen.Choose(1, int.MaxValue).Select(n => (long)n * n));
        if (type == typeof(decimal)) return Boxed(Decimals);
        if (type == typeof(DateOnly)) return Boxed(Gen.Choose(0, DateOnly.MaxValue.DayNumber).Select(DateOnly.FromDayNumber));
        if (type == typeof(ReducedDate)) return Boxed(ReducedDates);
        if (type == typeof(LedgerEvent))
            return from pair in Gen.Elements<KeyValuePair<string, Type>>(EventTypes.All.Where(pair => !pair.Value.IsSubclassOf(typeof(EntryEvent)))) from made in Of(pair.Value) select made;
        if (type.IsEnum) return Gen.Elements<object?>(Enum.GetValues(type).Cast<object?>());
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuantity<>)))
            return Gen.Choose(0, 1000).Select(n => typeof(Quantity).GetMethod(nameof(Quantity.From))!.MakeGenericMethod(type).Invoke(null, [(decimal)n]));
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sequence<>))
            return (Gen<object?>)typeof(Anything).GetMethod(nameof(Sequences), BindingFlags.NonPublic | BindingFlags.Static)!.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, null)!;
        return Records(type);
    }

    private static Gen<object?> Sequences<T>() => from n in Gen.Choose(0, 3) from items in Of(typeof(T)).ListOf(n) select (object?)(Sequence<T>)[.. items.Cast<T>()];

    private static Gen<object?> Records(Type type)
    {
        var constructor = type.GetConstructors().MaxBy(c => c.GetParameters().Length)!;
        var parameters = constructor.GetParameters();
        var properties = type.GetProperties().Where(p => p.CanWrite && parameters.All(parameter => parameter.Name != p.Name)).ToArray();
        var nullability = new NullabilityInfoContext();
        var contents = parameters.Select(p => MaybeNull(nullability.Create(p), p.ParameterType))
            .Concat(properties.Select(p => MaybeNull(nullability.Create(p), p.PropertyType))).ToArray();
        return Gen.CollectToArray(contents).Select(values =>
        {
            var made = constructor.Invoke(values[..parameters.Length]);
            for (var i = 0; i < properties.Length; i++) properties[i].SetValue(made, values[parameters.Length + i]);
            return (object?)made;
        });
    }

    private static Gen<object?> MaybeNull(NullabilityInfo info, Type type) =>
        !type.IsValueType && info.WriteState == NullabilityState.Nullable ? Maybe(Of(type)) : Of(type);

    private static Gen<object?> Maybe(Gen<object?> gen) => Gen.Frequency<object?>((1, Gen.Constant<object?>(null)), (2, gen));

    private static Gen<object?> Boxed<T>(Gen<T> gen) => gen.Select(value => (object?)value);
}
