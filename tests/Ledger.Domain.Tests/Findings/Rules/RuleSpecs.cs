using Ledger.Domain.Findings.Rules;
using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Shouldly;
using Xunit;
using static Ledger.Domain.Indicators.PointKind;

namespace Ledger.Domain.Tests.Findings.Rules;

/// <summary>Each rule with a package that it finds something in, and one in which it just does not.</summary>
public sealed class RuleSpecs
{
    private static PackageBuilder Package => new();

    [Fact]
    public void No_issue_date() => Finds("no-issue-date", Package.IssuedOn(null), "（空白）");

    [Fact]
    public void An_issue_date_of_which_only_the_year_is_known_is_one() => FindsNothing("no-issue-date", Package.IssuedOn("2022"));

    [Fact]
    public void A_unit_of_whole_things_beside_a_fraction() =>
        Finds("unit-contradicts-value", Package.Indicator("pupils", "万人").Figure("pupils", Actual, "2016", "1.2112").Figure("pupils", Baseline, "2020", "1.3263", "人", "表2"), "1.3263人")
            .Expected.ShouldStartWith("单位为万人（二 表1");

    [Fact]
    public void A_fraction_of_whole_things_with_no_other_unit_anywhere() =>
        Finds("unit-contradicts-value", Package.Indicator("schools", "所").Figure("schools", Target, "2025", "1.5"), "1.5所").Expected.ShouldBe("整数（单位为所）");

    [Fact]
    public void Whole_numbers_of_whole_things_and_fractions_of_others() =>
        FindsNothing("unit-contradicts-value", Package.Indicator("schools", "所").Figure("schools", Target, "2025", "12")
            .Indicator("years", "年").Figure("years", Target, "2025", "8.6").Indicator("pupils", "万人").Figure("pupils", Target, "2025", "1.62"));

    [Fact]
    public void A_stated_change_of_whole_things_that_is_a_fraction() =>
        Finds("unit-contradicts-value", Package.Indicator("pupils", "万人").Change("pupils", "2020", "2025", 0.32m, "人"), "0.32人");

    [Fact]
    public void A_rate_without_a_unit() =>
        Finds("missing-unit", Package.Indicator("rate", null, "在园幼儿普惠率").Figure("rate", Baseline, "2020", "96.8"), "96.8");

    [Fact]
    public void A_ratio_in_words_needs_no_unit() =>
        FindsNothing("missing-unit", Package.Indicator("ratio", null, "师生比例").Figure("ratio", Baseline, "2020", "1:19").Indicator("classes", null, "班级规模").Figure("classes", Baseline, "2020", "6"));

    [Fact]
    public void Two_figures_for_one_quantity()
    {
        var found = Finds("conflicting-figures", Package.Indicator("rate", "%").Figure("rate", Actual, "2020", "95.3").Figure("rate", Baseline, "2020", "95.3", table: "表2").Figure("rate", Actual, "2020", "95.8", table: null), "95.8%");
        found.Place.Table.ShouldBeNull();
        found.Other!.Table.ShouldBe("表1");
    }

    [Fact]
    public void The_same_quantity_in_another_unit_or_less_exactly() =>
        FindsNothing("conflicting-figures", Package.Indicator("pupils", "万人").Figure("pupils", Actual, "2020", "1.3263").Figure("pupils", Actual, "2020", "13263", "人", null)
            .Indicator("rate", "%").Figure("rate", Actual, "2020", "95.3").Figure("rate", Actual, "2020", "95", table: null));

    [Fact]
    public void Numbers_of_the_same_exactness_differ_in_their_last_digit() =>
        Finds("conflicting-figures", Package.Indicator("rate", "%").Figure("rate", Actual, "2020", "95.3").Figure("rate", Actual, "2020", "95.4", table: null), "95.4%");

    [Fact]
    public void A_slip_of_the_unit_is_no_second_figure() =>
        FindsNothing("conflicting-figures", Package.Indicator("pupils", "万人").Figure("pupils", Actual, "2020", "0.3093").Figure("pupils", Baseline, "2020", "0.3093", "人", "表2"));

    [Fact]
    public void Two_comparators_of_one_target() =>
        Finds("conflicting-figures", Package.Indicator("rate", "%").Figure("rate", Target, "2025", ">93.0").Figure("rate", Target, "2025", "93", table: null), "93%");

    [Fact]
    public void What_was_reached_may_be_told_by_a_bound() =>
        FindsNothing("conflicting-figures", Package.Indicator("rate", "%").Figure("rate", Actual, "2020", "65.2").Figure("rate", Actual, "2020", ">60", table: null));

    [Fact]
    public void What_was_reached_contradicts_a_bound() =>
        Finds("conflicting-figures", Package.Indicator("rate", "%").Figure("rate", Actual, "2020", "65.2").Figure("rate", Actual, "2020", ">70", table: null), ">70%");

    [Fact]
    public void A_change_that_is_not_the_difference() =>
        Finds("change-mismatch", Package.Indicator("rate", "%").Figure("rate", Baseline, "2020", "85.1").Figure("rate", Target, "2025", ">93.0").Change("rate", "2020", "2025", 9.90m), "9.90%")
            .Expected.ShouldStartWith("7.9（");

    [Fact]
    public void A_change_in_the_other_direction() =>
        Finds("change-mismatch", Package.Indicator("pupils", "万人").Figure("pupils", Baseline, "2020", "5.05").Figure("pupils", Target, "2025", "4.98").Change("pupils", "2020", "2025", 0.07m), "0.07万人");

    [Fact]
    public void A_change_that_is_the_difference_rounded_as_it_is_written() =>
        FindsNothing("change-mismatch", Package.Indicator("pupils", "万人").Figure("pupils", Baseline, "2020", "1.2353").Figure("pupils", Target, "2025", "1.62").Change("pupils", "2020", "2025", 0.38m));

    [Fact]
    public void A_change_that_shares_the_slip_of_its_row() =>
        FindsNothing("change-mismatch", Package.Indicator("pupils", "万人").Figure("pupils", Baseline, "2020", "1.3263", "人").Figure("pupils", Target, "2025", "1.65", "人").Change("pupils", "2020", "2025", 0.32m, "人"));

    [Fact]
    public void Growth_in_percent_of_what_was_there() =>
        Finds("change-mismatch", Package.Indicator("money", "亿元").Figure("money", Baseline, "2015", "20").Figure("money", Actual, "2020", "30").Change("money", "2015", "2020", 60m, "%", "60%"), "60%")
            .Expected.ShouldStartWith("50");

    [Fact]
    public void Percent_where_percentage_points_are_meant() =>
        Finds("percent-for-percentage-points", Package.Indicator("rate", "%").Change("rate", "2015", "2020", 5m, "%", "5%"), "5%").Expected.ShouldBe("5个百分点");

    [Fact]
    public void Percentage_points_a_bare_number_and_growth_of_money_are_right() =>
        FindsNothing("percent-for-percentage-points", Package.Indicator("rate", "%").Change("rate", "2015", "2020", 5m, "个百分点").Change("rate", "2016", "2020", 5m, "%", "5")
            .Indicator("money", "亿元").Change("money", "2015", "2020", 104.08m, "%", "104.08%"));

    [Fact]
    public void Parts_that_do_not_add_up()
    {
        var package = Package.Indicator("total", "个").Figure("total", Target, "2022", "198");
        foreach (var (part, i) in new[] { "52", "82", "23", "35", "0" }.Select((part, i) => (part, i))) package.Indicator($"p{i}", "个", partOf: "total").Figure($"p{i}", Target, "2022", part);
        Finds("total-mismatch", package, "198个").Expected.ShouldBe("192个（52 + 82 + 23 + 35 + 0）");
    }

    [Fact]
    public void Parts_that_add_up_but_for_rounding() =>
        FindsNothing("total-mismatch", Package.Indicator("total", "万人").Figure("total", Actual, "2020", "2.13")
            .Indicator("a", "万人", partOf: "total").Figure("a", Actual, "2020", "1.37").Indicator("b", "万人", partOf: "total").Figure("b", Actual, "2020", "0.75"));

    [Fact]
    public void Where_a_part_is_missing_there_is_no_sum() =>
        FindsNothing("total-mismatch", Package.Indicator("total", "个").Figure("total", Target, "2022", "198")
            .Indicator("a", "个", partOf: "total").Figure("a", Target, "2022", "52").Indicator("b", "个", partOf: "total").Figure("b", Target, "2022", null));

    [Fact]
    public void A_blank_cell() => Finds("missing-figure", Package.Indicator("classes", "个").Figure("classes", Baseline, null, null), "（空白）");

    [Fact]
    public void A_dash_is_said_in_other_words_than_a_blank() =>
        Finds("missing-figure", Package.Indicator("schools", "所").Figure("schools", Baseline, "2020", "—"), "—").Expected.ShouldContain("横线");

    [Fact]
    public void Words_are_not_missing() => FindsNothing("missing-figure", Package.Indicator("ratio", null).Figure("ratio", Target, "2025", "保持大体相当"));

    [Fact]
    public void Words_in_the_place_of_a_number() => Finds("figure-in-words", Package.Indicator("ratio", null).Figure("ratio", Baseline, "2020", "68:32"), "68:32");

    [Fact]
    public void A_dash_is_no_word() => FindsNothing("figure-in-words", Package.Indicator("schools", "所").Figure("schools", Baseline, "2020", "-"));

    [Fact]
    public void A_target_that_names_one_side() => Finds("inexact-target", Package.Indicator("rate", "%").Figure("rate", Target, "2025", ">93.0"), ">93.0");

    [Fact]
    public void A_bound_in_prose_or_of_what_was_reached() =>
        FindsNothing("inexact-target", Package.Indicator("rate", "%").Figure("rate", Target, "2025", "≥95", table: null).Figure("rate", Actual, "2020", ">90").Figure("rate", Target, "2025", "96"));

    [Fact]
    public void A_target_for_a_year_that_is_over() => Finds("target-already-past", Package.Indicator("classes", "个").Figure("classes", Target, "2021", "18"), "18（2021）");

    [Fact]
    public void A_target_for_the_year_of_issue() => FindsNothing("target-already-past", Package.Indicator("classes", "个").Figure("classes", Target, "2022", "18").Figure("classes", Baseline, "2020", "6"));

    [Fact]
    public void Another_dash_than_elsewhere() =>
        Finds("inconsistent-dash", Package.Project("a", years: "2022—2025").Project("b", years: "2022—2023").Project("c", years: "2021-2022"), "2021-2022").Expected.ShouldBe("2021—2022");

    [Fact]
    public void One_dash_throughout() => FindsNothing("inconsistent-dash", Package.Project("a", years: "2022—2025").Project("b", years: "2025").Project("c", years: "2021—2022"));

    [Fact]
    public void Promised_within_the_period_and_ending_after_it() => Finds("committed-beyond-period", Package.Project("a", end: "2026", years: "2024—2026", committed: true), "★ 2024—2026");

    [Fact]
    public void Promised_to_the_last_day_of_the_period() => FindsNothing("committed-beyond-period", Package.Project("a", end: "2025", committed: true).Project("b", end: "2027", committed: false));

    [Fact]
    public void Not_promised_and_ending_within_the_period() => Finds("uncommitted-within-period", Package.Project("a", end: "2025", years: "2024—2025", committed: false), "2024—2025");

    [Fact]
    public void Not_promised_and_ending_after_it_or_in_a_plan_without_marks() => FindsNothing("uncommitted-within-period", Package.Project("a", end: "2026", committed: false).Project("b", end: "2025"));

    [Theory]
    [InlineData("古路小学扩建项目", "新建")]
    [InlineData("城厢中学改扩建项目", "新建")]
    [InlineData("老年大学迁建工程", "新建")]
    [InlineData("幼儿园购置项目", "新建")]
    [InlineData("小学续建项目", "新建")]
    public void A_name_of_another_nature(string name, string nature) => Finds("nature-contradicts-name", Package.Project("a", name, nature: nature), nature);

    [Theory]
    [InlineData("古路小学扩建项目", "改扩建")]
    [InlineData("古路小学扩建项目", null)]
    [InlineData("凤凰第二小学建设项目", "新建")]
    public void A_name_that_fits_its_nature(string name, string? nature) => FindsNothing("nature-contradicts-name", Package.Project("a", name, nature: nature));

    [Fact]
    public void Contents_of_another_nature() => Finds("nature-contradicts-contents", Package.Project("a", nature: "新建", contents: "包括文峰幼儿园（扩建）"), "新建");

    [Fact]
    public void Contents_of_the_same_nature() => FindsNothing("nature-contradicts-contents", Package.Project("a", nature: "新建", contents: "新建教学楼").Project("b", contents: "扩建"));

    [Fact]
    public void One_number_twice_in_a_table() => Finds("duplicate-number", Package.Project("a", "甲", "7").Project("b", "乙", "7"), "7").Expected.ShouldContain("甲");

    [Fact]
    public void One_number_in_two_tables() => FindsNothing("duplicate-number", Package.Project("a", number: "7").Project("b", number: "7", table: "专栏5").Project("c").Project("d"));

    [Fact]
    public void Should_be_finished_and_is_not() =>
        Finds("schedule-contradicts-status", Package.Project("a", start: "2020", end: "2021", years: "2020—2021", status: "已开工").Step("a", ProgressStep.ConstructionStarted), "2020—2021 已开工").Expected.ShouldStartWith("已完工");

    [Fact]
    public void Should_have_begun_and_has_not() =>
        Finds("schedule-contradicts-status", Package.Project("a", start: "2021", end: "2022", years: "2021—2022", status: "施工图审查").Step("a", ProgressStep.DrawingsSubmitted), "2021—2022 施工图审查").Expected.ShouldStartWith("已开工");

    [Fact]
    public void Has_begun_before_it_should() =>
        Finds("schedule-contradicts-status", Package.Project("a", start: "2023", end: "2024", years: "2023—2024").Step("a", ProgressStep.ConstructionStarted), "2023—2024").Expected.ShouldStartWith("尚未开工");

    [Fact]
    public void What_fits_its_years_or_is_not_told() =>
        FindsNothing("schedule-contradicts-status", Package.Project("a", start: "2020", end: "2023").Step("a", ProgressStep.ConstructionStarted)
            .Project("b", start: "2019", end: "2021").Step("b", ProgressStep.FacilityBuilt)
            .Project("c", start: "2022", end: "2023", status: "完成立项").Step("c", ProgressStep.ProjectApproved)
            .Project("d", start: "2019", end: "2020"));

    [Fact]
    public void A_finding_keeps_its_key_when_its_figures_change_and_not_when_its_place_does()
    {
        static string Key(string value, string table) => Found("figure-in-words", Package.Indicator("ratio", null).Figure("ratio", Baseline, "2020", value, table: table))[0].Key;

        Key("68:32", "表1").ShouldBe(Key("70:30", "表1"));
        Key("68:32", "表1").ShouldNotBe(Key("68:32", "表2"));
        Key("68:32", "表1").ShouldMatch("^[0-9a-f]{16}$");
    }

    [Fact]
    public void Every_rule_has_a_name_of_its_own_and_is_in_the_reference()
    {
        var names = FindingRules.All.Select(rule => rule.Name).ToList();
        names.ShouldBeUnique();
        names.ShouldAllBe(name => System.Text.RegularExpressions.Regex.IsMatch(name, "^[a-z]+(-[a-z]+)+$"));
        var page = File.ReadAllText(Path.Combine(HouseRules.Repository.Root, "docs", "reference", "findings.md"));
        System.Text.RegularExpressions.Regex.Matches(page, "^## `(.*)`$", System.Text.RegularExpressions.RegexOptions.Multiline)
            .Select(match => match.Groups[1].Value).ShouldBe(names);
    }

    private static PackageFinding Finds(string rule, PackageBuilder package, string written)
    {
        var found = Found(rule, package).ShouldHaveSingleItem();
        found.Written.ShouldBe(written);
        found.Rule.ShouldBe(rule);
        found.Expected.ShouldNotBeNullOrWhiteSpace();
        return found;
    }

    private static void FindsNothing(string rule, PackageBuilder package) => Found(rule, package).ShouldBeEmpty();

    private static IReadOnlyList<PackageFinding> Found(string rule, PackageBuilder package) =>
        [.. FindingRules.All.Single(one => one.Name == rule).Find(package.Build())];
}
