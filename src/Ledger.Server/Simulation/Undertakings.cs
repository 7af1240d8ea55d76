using System.Globalization;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;

namespace Ledger.Server.Simulation;

/// <summary>The projects of the simulated plan: a dozen with a story of their own, and three for every town.</summary>
internal static class Undertakings
{
    private static readonly (string Name, string Slug)[] Towns =
    [
        ("青石镇", "qingshi"), ("白鹭镇", "bailu"), ("云河街道", "yunhe"), ("松坪镇", "songping"), ("石桥乡", "shiqiao"), ("望岭街道", "wangling"),
        ("南屏镇", "nanping"), ("古渡镇", "gudu"), ("大雁乡", "dayan"), ("竹溪镇", "zhuxi"), ("新塘镇", "xintang"), ("月湾街道", "yuewan"),
    ];

    // By the number of the project among those of the towns. So whatever the seed, something of each kind happens, and early.
    private static readonly Dictionary<int, Turn> Turns = new()
    {
        [1] = Turn.Jumps, [4] = Turn.Suspended, [7] = Turn.Falls, [10] = Turn.CorrectedTwice, [13] = Turn.Suspended, [16] = Turn.Mistaken,
        [19] = Turn.Renamed, [22] = Turn.LeftResting, [25] = Turn.CorrectedTwice, [28] = Turn.Falls, [31] = Turn.Jumps, [34] = Turn.Stalled,
    };

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Undertaking> Of(int seed) =>
        [.. Stories(seed).Concat(OfTowns(seed)).Select((one, index) => one with { Number = index + 1 })];

    private static IEnumerable<Undertaking> Stories(int seed)
    {
        const string School = "云岭区青石实验小学";
        yield return Story("qingshi-experimental-expansion-1", "青石实验小学一期扩建工程", School, Category.Compulsory, Nature.Expansion, "青石镇", 2021, 5, 9);
        yield return Story("qingshi-experimental-expansion-2", "青石实验小学二期扩建工程", School, Category.Compulsory, Nature.Expansion, "青石镇", 2022, 9, 10);
        yield return Story("qingshi-experimental-relocation", "青石实验小学迁建工程", School, Category.Compulsory, Nature.Relocation, "青石镇", 2024, 2, 16);
        yield return Story("shangping-teaching-point-merger", "上坪教学点撤并项目", "上坪教学点", Category.Compulsory, Nature.Merger, "松坪镇", 2022, 9, 1, Turn.Merged);
        yield return Story("fengkou-primary-new", "风口小学新建工程", "风口小学", Category.Compulsory, Nature.New, "大雁乡", 2022, 10, 12, Turn.Cancelled);
        yield return Story("vocational-centre-new", "云岭区职业教育中心新建工程", "云岭区职业教育中心", Category.Vocational, Nature.New, "望岭街道", 2021, 9, 26);
        yield return Story("special-school-relocation", "云岭区特殊教育学校迁建工程", "云岭区特殊教育学校", Category.Special, Nature.Relocation, "云河街道", 2022, 3, 14);
        yield return Story("teacher-college-renovation", "云岭区教师进修学院改扩建工程", "云岭区教师进修学院", Category.Support, Nature.RenovationExpansion, "云河街道", 2023, 4, 9);
        yield return Story("yunhe-kindergarten-acquisition", "云河小区配套幼儿园回购项目", "云河配套幼儿园", Category.Preschool, Nature.Acquisition, "云河街道", 2021, 10, 4);
        yield return Story("community-college-new", "云岭区社区学院新建工程", "云岭区社区学院", Category.Continuing, Nature.New, "月湾街道", 2023, 9, 14);
        yield return Story("first-high-dormitory", "云岭区第一中学学生宿舍续建工程", "云岭区第一中学", Category.SeniorHigh, Nature.Continuation, "云河街道", 2020, 10, 12, Turn.Continued);
        yield return Story("third-high-new", "云岭区第三中学新建工程", "云岭区第三中学", Category.SeniorHigh, Nature.New, "新塘镇", 2022, 5, 24);

        // A story may begin some months sooner or later, but not before what it follows.
        Undertaking Story(string slug, string name, string school, Category category, Nature nature, string town, int year, int month, int months, Turn turn = Turn.None) =>
            new(0, slug, name, school, category, nature, town, new DateOnly(year, month, 1).AddMonths(Dice.Of(seed, "story " + slug).Between(0, 2)), months, turn);
    }

    private static IEnumerable<Undertaking> OfTowns(int seed)
    {
        for (var index = 0; index < 3 * Towns.Length; index++)
        {
            var (town, slug) = Towns[index / 3];
            var place = town.TrimEnd('镇', '乡', '街', '道');
            var (kind, name, category, nature, months) = Kind(index, place);
            var turn = Turns.GetValueOrDefault(index);
            var dice = Dice.Of(seed, string.Create(CultureInfo.InvariantCulture, $"town {index}"));
            var begin = new DateOnly(2021, 6, 1).AddMonths(turn == Turn.None ? dice.Between(0, 42) : dice.Between(0, 20));
            yield return new Undertaking(0, $"{slug}-{kind}", name, name, category, nature, town, begin, months + dice.Between(-2, 3), turn);
        }
    }

    private static (string Slug, string Name, Category Category, Nature Nature, int Months) Kind(int index, string place) => (index % 3, index / 3 % 3) switch
    {
        (0, _) => ("kindergarten-new", $"{place}中心幼儿园", Category.Preschool, Nature.New, 10),
        (1, _) => ("primary-renovation", $"{place}中心小学", Category.Compulsory, Nature.RenovationExpansion, 12),
        (_, 0) => ("junior-expansion", $"{place}初级中学", Category.Compulsory, Nature.Expansion, 13),
        (_, 1) => ("nine-year-new", $"{place}九年一贯制学校", Category.Compulsory, Nature.New, 18),
        _ => ("high-expansion", $"{place}中学", Category.SeniorHigh, Nature.Expansion, 15),
    };
}
