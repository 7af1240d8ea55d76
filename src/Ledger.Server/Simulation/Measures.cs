using Ledger.Domain.Indicators;
using Ledger.Domain.Plans;

namespace Ledger.Server.Simulation;

/// <summary>One indicator of the simulated plan.</summary>
/// <param name="Row">Its row in the plan's table, from 1.</param>
/// <param name="Slug">The rest of its id.</param>
/// <param name="Name">Its name.</param>
/// <param name="Category">学段.</param>
/// <param name="Unit">Its unit.</param>
/// <param name="Property">属性.</param>
/// <param name="Base">Where it stood in 2020.</param>
/// <param name="Target">Where it is to stand in 2025.</param>
/// <param name="School">The school it measures; null for one of the district.</param>
internal sealed record Measure(int Row, string Slug, string Name, Category Category, string Unit, Property Property, decimal Base, decimal Target, string? School = null)
{
    /// <summary>Digits behind the point.</summary>
    public int Digits { get; } = Math.Max(Base.Scale, Target.Scale);
}

/// <summary>The indicators of the simulated plan: those of the district, and classes and places of its schools.</summary>
internal static class Measures
{
    private static readonly Measure[] OfDistrict =
    [
        new(0, "preschool-enrolment", "学前三年毛入园率", Category.Preschool, "%", Property.Anticipatory, 90.2m, 94.0m),
        new(0, "inclusive-preschool", "普惠性幼儿园覆盖率", Category.Preschool, "%", Property.Binding, 81.5m, 88.0m),
        new(0, "public-preschool", "公办幼儿园在园幼儿占比", Category.Preschool, "%", Property.Binding, 45.3m, 53.0m),
        new(0, "preschool-children", "学前教育在园幼儿数", Category.Preschool, "人", Property.Anticipatory, 9_820m, 10_400m),
        new(0, "compulsory-consolidation", "九年义务教育巩固率", Category.Compulsory, "%", Property.Binding, 95.1m, 97.5m),
        new(0, "large-classes", "义务教育大班额比例", Category.Compulsory, "%", Property.Binding, 4.8m, 0.0m),
        new(0, "compulsory-pupils", "义务教育在校学生数", Category.Compulsory, "人", Property.Anticipatory, 41_300m, 43_500m),
        new(0, "compulsory-places", "新增义务教育学位", Category.Compulsory, "个", Property.Anticipatory, 0m, 7_800m),
        new(0, "senior-high-enrolment", "高中阶段毛入学率", Category.SeniorHigh, "%", Property.Anticipatory, 93.4m, 97.0m),
        new(0, "senior-high-students", "普通高中在校学生数", Category.SeniorHigh, "人", Property.Anticipatory, 11_200m, 12_600m),
        new(0, "vocational-students", "中等职业教育在校学生数", Category.Vocational, "人", Property.Anticipatory, 3_900m, 5_200m),
        new(0, "double-qualified-teachers", "“双师型”教师占比", Category.Vocational, "%", Property.Anticipatory, 38.0m, 60.0m),
        new(0, "special-enrolment", "适龄残疾儿童义务教育入学率", Category.Special, "%", Property.Binding, 94.6m, 98.0m),
        new(0, "teacher-degrees", "义务教育教师本科以上学历占比", Category.Support, "%", Property.Anticipatory, 76.4m, 88.0m),
        new(0, "schooling-years", "劳动年龄人口平均受教育年限", Category.Continuing, "年", Property.Binding, 9.8m, 10.9m),
        new(0, "network-coverage", "校园千兆网络覆盖率", Category.Support, "%", Property.Anticipatory, 42.0m, 100.0m),
    ];

    private static readonly (string School, string Slug, Category Category)[] Schools =
    [
        ("云岭区青石实验小学", "qingshi-experimental", Category.Compulsory), ("云岭区第一中学", "first-high", Category.SeniorHigh),
        ("云岭区第三中学", "third-high", Category.SeniorHigh), ("云岭区职业教育中心", "vocational-centre", Category.Vocational),
        ("云岭区特殊教育学校", "special-school", Category.Special), ("松坪中心小学", "songping-primary", Category.Compulsory),
        ("白鹭中心小学", "bailu-primary", Category.Compulsory), ("石桥中心小学", "shiqiao-primary", Category.Compulsory),
        ("青石中心幼儿园", "qingshi-kindergarten", Category.Preschool), ("南屏中心幼儿园", "nanping-kindergarten", Category.Preschool),
        ("古渡九年一贯制学校", "gudu-nine-year", Category.Compulsory), ("竹溪中学", "zhuxi-high", Category.SeniorHigh),
    ];

    /// <summary>All of them.</summary>
    public static IReadOnlyList<Measure> Of(int seed) => [.. OfDistrict.Concat(Schools.SelectMany(school => OfSchool(seed, school))).Select((one, index) => one with { Row = index + 1 })];

    private static IEnumerable<Measure> OfSchool(int seed, (string School, string Slug, Category Category) one)
    {
        var dice = Dice.Of(seed, "school " + one.Slug);
        var (now, more) = (dice.Between(8, 30), dice.Between(2, 12));
        yield return new Measure(0, one.Slug + "-classes", one.School + "班级数", one.Category, "个", Property.Anticipatory, now, now + more, one.School);
        yield return new Measure(0, one.Slug + "-places", one.School + "学位数", one.Category, "个", Property.Anticipatory, now * 45m, (now + more) * 45m, one.School);
    }
}
