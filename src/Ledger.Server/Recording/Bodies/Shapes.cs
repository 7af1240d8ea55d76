using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;
using Ledger.Domain.Time;

namespace Ledger.Server.Recording.Bodies;

/// <summary>Makes shapes from the domain's types, by the same rules by which they are stored.</summary>
internal static class Shapes
{
    private const int LongestText = 1_000;
    private const int LongestReason = 2_000;
    private const int LongestEvidence = 40;
    private const int MostItems = 100;

    /// <summary>Why something is recorded.</summary>
    public static Shape Reason { get; } = new Shape.Text(LongestReason);

    /// <summary>Where something is said.</summary>
    public static Shape Source => field ??= Of(typeof(Source));

    /// <summary>The shape of a type's value.</summary>
    public static Shape Of(Type type)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (type == typeof(string)) return new Shape.Text(LongestText);
        if (type == typeof(bool)) return new Shape.Flag();
        if (type == typeof(int) || type == typeof(long)) return new Shape.Number(Whole: true);
        if (type == typeof(decimal)) return new Shape.Number(Whole: false);
        if (type == typeof(ReducedDate)) return new Shape.Date(Reduced: true);
        if (type == typeof(DateOnly)) return new Shape.Date(Reduced: false);
        if (type.IsEnum) return new Shape.OneOf(CodesOf(type));
        if (type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuantity<>)))
            return new Shape.Number(Whole: false, NotNegative: true);
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(Sequence<>))
            return new Shape.List(Of(type.GetGenericArguments()[0]), MostItems);
        return new Shape.Object(type.Name, Comments.Of(type), [.. MembersOf(type)]);
    }

    /// <summary>The members that a type is stored with.</summary>
    public static IEnumerable<Member> MembersOf(Type type) =>
        from property in LedgerJson.Options.GetTypeInfo(type).Properties
        where property.AttributeProvider is MemberInfo
        let shape = property.Name switch
        {
            "evidence" => new Shape.Text(LongestEvidence),
            "reason" => Reason,
            _ => Of(property.PropertyType),
        }
        select new Member(property.Name, shape, Describe(property, shape), property.IsRequired, IsNullable(property));

    private static bool IsNullable(JsonPropertyInfo property) =>
        Nullable.GetUnderlyingType(property.PropertyType) is not null
        || (!property.PropertyType.IsValueType && (property.AssociatedParameter?.IsNullable ?? property.IsSetNullable));

    private static string Describe(JsonPropertyInfo property, Shape shape)
    {
        var comment = Comments.Of((MemberInfo)property.AttributeProvider!);
        if (comment.Length == 0) comment = $"{property.Name}.";
        return shape is Shape.Date { Reduced: true } ? $"{comment} As exactly as known: 2022-06-18, 2022-06, 2022-Q2 or 2022." : comment;
    }

    private static IReadOnlyList<string> CodesOf(Type type) =>
        (IReadOnlyList<string>)typeof(Code<>).MakeGenericType(type).GetProperty("All")!.GetValue(null)!;
}
