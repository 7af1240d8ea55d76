using System.Text;
using System.Text.Json.Serialization.Metadata;
using Ledger.Domain.Entries;
using Ledger.Domain.Findings;
using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.HouseRules;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

/// <summary>
/// What was stored can be read for ever. Each file under Stored holds the bytes of one event with every property filled in. A
/// test never writes them by itself: run with LEDGER_WRITE_STORED=1 to add files for new events; none is ever overwritten.
/// </summary>
public sealed class StoredEventTests
{
    private static readonly string Folder = Path.Combine(Repository.TestFolder, "Stored");

    public static TheoryData<string> Names => [.. EventTypes.All.Select(pair => pair.Key)];

    [Theory]
    [MemberData(nameof(Names))]
    public void An_event_is_stored_as_it_always_was(string name)
    {
        var sample = Samples.Event(EventTypes.Find(name)!);
        var file = Path.Combine(Folder, $"{name}.json");
        WriteIfNew(file, LedgerJson.Write(sample));
        File.Exists(file).ShouldBeTrue($"'{name}' has no golden file. Run once with LEDGER_WRITE_STORED=1, look at it, commit it.");
        var stored = File.ReadAllBytes(file)[..^1];
        Encoding.UTF8.GetString(LedgerJson.Write(sample)).ShouldBe(Encoding.UTF8.GetString(stored));
        LedgerJson.Read(name, stored).ShouldBe(sample);
    }

    [Fact]
    public void Every_event_and_state_is_read_by_code_made_at_compile_time()
    {
        Type[] states = [typeof(Plan.Published), typeof(Project.Known), typeof(Indicator.Defined), typeof(Finding.Open)];
        var types = EventTypes.All.Select(pair => pair.Value).Concat(states).ToList();
        types.Where(type => ((IJsonTypeInfoResolver)LedgerJsonContext.Default).GetTypeInfo(type, LedgerJson.Options) is null).ShouldBeEmpty("Name it in LedgerJsonContext.");
    }

    [Fact]
    public void Every_golden_file_belongs_to_an_event()
    {
        var files = Directory.GetFiles(Folder, "*.json").Select(path => Path.GetFileNameWithoutExtension(path)!).ToList();
        files.Count.ShouldBe(EventTypes.All.Count);
        files.Where(name => EventTypes.Find(name) is null).ShouldBeEmpty();
    }

    [Fact]
    public void Codes_are_what_they_always_were()
    {
        var enums = typeof(LedgerEvent).Assembly.GetTypes().Where(type => type is { IsEnum: true, IsPublic: true }).OrderBy(type => type.Name, StringComparer.Ordinal).ToList();
        enums.Count.ShouldBeGreaterThanOrEqualTo(9);
        Compare("codes.txt", enums.Select(type => $"{type.Name}: {string.Join(' ', CodesOf(type))}"));
    }

    [Fact]
    public void Refusals_are_what_they_always_were()
    {
        var refusals = typeof(Refusal).Assembly.GetTypes().Where(type => type.IsSubclassOf(typeof(Refusal)) && !type.IsAbstract).Select(Samples.Refusal).ToList();
        refusals.Count.ShouldBeGreaterThan(25);
        Compare("refusals.txt", refusals.OrderBy(refusal => refusal.Code, StringComparer.Ordinal).Select(refusal =>
            $"{refusal.Code}({string.Join(", ", refusal.GetType().GetConstructors()[0].GetParameters().Select(parameter => parameter.Name))})"));
    }

    private static IReadOnlyList<string> CodesOf(Type type) =>
        (IReadOnlyList<string>)typeof(Code<>).MakeGenericType(type).GetProperty("All")!.GetValue(null)!;

    private static void Compare(string name, IEnumerable<string> lines)
    {
        var file = Path.Combine(Folder, name);
        var text = string.Concat(lines.Select(line => line + "\n"));
        WriteIfNew(file, Encoding.UTF8.GetBytes(text)[..^1]);
        text.ShouldBe(File.ReadAllText(file));
    }

    private static void WriteIfNew(string file, byte[] bytes)
    {
        if (Environment.GetEnvironmentVariable("LEDGER_WRITE_STORED") == "1" && !File.Exists(file)) File.WriteAllBytes(file, [.. bytes, (byte)'\n']);
    }
}
