namespace Ledger.Server.Recording.Bodies;

/// <summary>What a value in a body looks like. Bodies are checked by it and the reference describes them by it.</summary>
internal abstract record Shape
{
    private Shape()
    {
    }

    /// <summary>A text of well-formed Unicode without control characters other than tab and line ends.</summary>
    /// <param name="MaxLength">Characters (code points) at most.</param>
    /// <param name="Pattern">A regular expression that it matches, if not all are welcome.</param>
    public sealed record Text(int MaxLength, string? Pattern = null) : Shape;

    /// <summary>One of a closed set of codes.</summary>
    /// <param name="Values">The codes.</param>
    public sealed record OneOf(IReadOnlyList<string> Values) : Shape;

    /// <summary>A date: of any precision, or a day.</summary>
    /// <param name="Reduced">Whether a month, quarter or year will do.</param>
    public sealed record Date(bool Reduced) : Shape;

    /// <summary>A number.</summary>
    /// <param name="Whole">Whether it has no decimals.</param>
    /// <param name="NotNegative">Whether it begins at 0.</param>
    public sealed record Number(bool Whole, bool NotNegative = false) : Shape;

    /// <summary>True or false.</summary>
    public sealed record Flag : Shape;

    /// <summary>A list.</summary>
    /// <param name="Item">What it holds.</param>
    /// <param name="Most">Items at most.</param>
    /// <param name="Fewest">Items at least.</param>
    public sealed record List(Shape Item, int Most, int Fewest = 0) : Shape;

    /// <summary>An object with exactly these members.</summary>
    /// <param name="Name">Its name in the reference.</param>
    /// <param name="Description">What it is.</param>
    /// <param name="Members">Its members, in the order of the reference.</param>
    public sealed record Object(string Name, string Description, IReadOnlyList<Member> Members) : Shape;

    /// <summary>One of several objects, told apart by their member <c>type</c>.</summary>
    /// <param name="Name">Its name in the reference.</param>
    /// <param name="Cases">The objects by type.</param>
    public sealed record Union(string Name, IReadOnlyDictionary<string, Object> Cases) : Shape;
}

/// <summary>A member of an object.</summary>
/// <param name="Name">Its name.</param>
/// <param name="Shape">What it holds.</param>
/// <param name="Description">What it means.</param>
/// <param name="Required">Whether it must be there.</param>
/// <param name="Nullable">Whether it may be null, which says the same as leaving it out.</param>
internal sealed record Member(string Name, Shape Shape, string Description, bool Required, bool Nullable);
