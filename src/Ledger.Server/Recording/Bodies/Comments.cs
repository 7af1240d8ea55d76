using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;

namespace Ledger.Server.Recording.Bodies;

/// <summary>What the domain's own comments say about its types, so that the reference says the same.</summary>
internal static partial class Comments
{
    private static readonly Dictionary<string, XElement> All = Read();

    /// <summary>The summary of a type.</summary>
    public static string Of(Type type) => Summary($"T:{Name(type)}");

    /// <summary>The summary of a property, or what a record says of the parameter that it was made from.</summary>
    public static string Of(MemberInfo property)
    {
        var own = Summary($"P:{Name(property.DeclaringType!)}.{property.Name}");
        if (own.Length > 0) return own;
        var parameter = All.GetValueOrDefault($"T:{Name(property.DeclaringType!)}")?.Elements("param")
            .FirstOrDefault(element => (string?)element.Attribute("name") == property.Name);
        return parameter is null ? "" : Flat(parameter);
    }

    private static string Name(Type type) => type.FullName!.Replace('+', '.');

    private static string Summary(string id) => All.GetValueOrDefault(id)?.Element("summary") is { } summary ? Flat(summary) : "";

    private static string Flat(XElement element) => Blanks().Replace(string.Concat(element.Nodes().Select(Word)), " ").Trim();

    private static string Word(XNode node) => node switch
    {
        XText text => text.Value,
        XElement { Name.LocalName: "see" } see => Last(see),
        XElement { Name.LocalName: "paramref" } reference => Json((string)reference.Attribute("name")!),
        XElement element => Flat(element),
        _ => "",
    };

    private static string Last(XElement see)
    {
        if ((string?)see.Attribute("langword") is { } word) return word;
        var name = ((string?)see.Attribute("cref") ?? "").Split('.')[^1];
        return Json(name);
    }

    // As it is called in a body.
    private static string Json(string name) => $"`{System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(name)}`";

    // The comments lie beside the program, where the compiler put them; without them the reference is only less talkative.
    private static Dictionary<string, XElement> Read()
    {
        var file = Path.Combine(AppContext.BaseDirectory, "Ledger.Domain.xml");
        return File.Exists(file)
            ? XDocument.Load(file).Descendants("member").ToDictionary(member => (string)member.Attribute("name")!, StringComparer.Ordinal)
            : [];
    }

    [GeneratedRegex(@"\s+")]
    private static partial Regex Blanks();
}
