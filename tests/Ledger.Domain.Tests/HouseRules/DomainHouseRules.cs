using System.Reflection;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Ledger.Domain.Entries;
using Ledger.Domain.Quantities;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.HouseRules;

public sealed partial class DomainHouseRules
{
    private static readonly Assembly Domain = typeof(LedgerEvent).Assembly;

    [Fact]
    public void The_domain_references_no_package_and_no_project()
    {
        var project = XDocument.Load(Path.Combine(Repository.Root, "src", "Ledger.Domain", "Ledger.Domain.csproj"));
        project.Root!.Elements().ShouldNotBeEmpty();
        project.Descendants().Where(element => element.Name.LocalName is "PackageReference" or "ProjectReference" or "Reference" or "FrameworkReference")
            .Select(element => element.ToString()).ShouldBeEmpty();

        var references = Domain.GetReferencedAssemblies();
        references.ShouldNotBeEmpty();
        references.Where(name => !name.Name!.StartsWith("System.", StringComparison.Ordinal)).Select(name => name.Name).ShouldBeEmpty();
    }

    [Fact]
    public void The_domain_does_no_io()
    {
        var references = Domain.GetReferencedAssemblies().Select(name => name.Name!).ToList();
        references.ShouldContain("System.Text.Json");
        references.Where(name => Io().IsMatch(name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_event_is_sealed_stored_under_its_own_name_in_the_past_tense()
    {
        var events = Domain.GetTypes().Where(type => type.IsSubclassOf(typeof(LedgerEvent)) && !type.IsAbstract).ToList();
        events.Count.ShouldBeGreaterThan(35);
        events.Where(type => !type.IsSealed).ShouldBeEmpty();
        events.Where(type => type.GetCustomAttribute<StoredAsAttribute>() is null).ShouldBeEmpty();

        var names = events.ToDictionary(type => type, type => type.GetCustomAttribute<StoredAsAttribute>()!.Name);
        names.GroupBy(pair => pair.Value).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
        names.Where(pair => !StoredName().IsMatch(pair.Value)).ShouldBeEmpty();
        names.Where(pair => !PastTense().IsMatch(pair.Value)).ShouldBeEmpty();
        names.Keys.Where(type => !PastTense().IsMatch(type.Name)).ShouldBeEmpty();
    }

    [Fact]
    public void Every_refusal_has_a_code_of_its_own_and_is_sealed()
    {
        var refusals = Domain.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract).ToList();
        refusals.Count.ShouldBeGreaterThan(25);
        refusals.Where(type => !type.IsSealed).ShouldBeEmpty();
        var codes = refusals.Select(type => Samples.Refusal(type).Code).ToList();
        codes.Where(code => !StoredName().IsMatch(code)).ShouldBeEmpty();
        codes.GroupBy(code => code).Where(group => group.Count() > 1).Select(group => group.Key).ShouldBeEmpty();
    }

    [Fact]
    public void Files_are_small()
    {
        var files = Repository.Sources("src");
        files.Count.ShouldBeGreaterThan(40);
        files.Select(path => (path, lines: File.ReadLines(Path.Combine(Repository.Root, path)).Count()))
            .Where(file => file.lines > 200).Select(file => $"{file.path}: {file.lines} lines").ShouldBeEmpty();
    }

    [Fact]
    public void A_file_is_named_after_its_type()
    {
        var files = Repository.Sources(Path.Combine("src", "Ledger.Domain"));
        files.Count.ShouldBeGreaterThan(50);
        var types = Domain.GetTypes().Where(type => type is { IsNested: false }).Select(type => type.Name.Split('`')[0]).ToHashSet();
        files.Where(path => !types.Contains(Path.GetFileNameWithoutExtension(path))).ShouldBeEmpty();
    }

    [Fact]
    public void Every_state_and_event_compares_by_value()
    {
        var records = Domain.GetTypes().Where(type => type.IsPublic && type.GetMethod("<Clone>$") is not null
            && type.Namespace != typeof(Ledger.Domain.Packages.PlanPackage).Namespace).ToList();
        records.Count.ShouldBeGreaterThan(15);
        records.SelectMany(type => type.GetProperties().Select(property => (type, property)))
            .Where(pair => pair.property.PropertyType.IsArray
                || (pair.property.PropertyType.IsGenericType && typeof(System.Collections.IEnumerable).IsAssignableFrom(pair.property.PropertyType)
                    && pair.property.PropertyType.GetGenericTypeDefinition() != typeof(Sequence<>)))
            .Where(pair => !pair.type.Name.StartsWith("TimelineChange", StringComparison.Ordinal))
            .Select(pair => $"{pair.type.Name}.{pair.property.Name}").ShouldBeEmpty();
    }

    [Fact]
    public void Every_quantity_keeps_to_its_range()
    {
        var quantities = Domain.GetTypes().Where(type => type.GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() == typeof(IQuantity<>))).ToList();
        quantities.Count.ShouldBe(6);
        foreach (var quantity in quantities)
        {
            var from = typeof(Quantity).GetMethod(nameof(Quantity.From))!.MakeGenericMethod(quantity);
            from.Invoke(null, [0m]).ShouldNotBeNull();
            Should.Throw<TargetInvocationException>(() => from.Invoke(null, [-0.1m])).InnerException.ShouldBeOfType<ArgumentOutOfRangeException>();
            Should.Throw<TargetInvocationException>(() => from.Invoke(null, [decimal.MaxValue])).InnerException.ShouldBeOfType<ArgumentOutOfRangeException>();
        }
    }

    [GeneratedRegex("^[a-z]+(_[a-z]+)*$")]
    private static partial Regex StoredName();

    [GeneratedRegex("([Ee]d|[Bb]uilt|[Ss]et|[Ww]ithdrawn)$")]
    private static partial Regex PastTense();

    [GeneratedRegex(@"^System\.(IO|Net|Data|Diagnostics\.Process|Threading)|FileSystem")]
    private static partial Regex Io();
}
