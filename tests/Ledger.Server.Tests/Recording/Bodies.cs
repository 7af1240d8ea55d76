namespace Ledger.Server.Tests.Recording;

/// <summary>Bodies as callers send them.</summary>
internal static class Bodies
{
    public static string Planned(string? slug, string on = "2022-03-31", string plan = "wuxi-145") => $$"""
        {"type": "project_planned", {{(slug is null ? "" : $"\"id\": \"{slug}\",")}} "plan": "{{plan}}", "effectiveOn": "{{on}}", "name": "白马小学改扩建工程",
         "scope": {"category": "compulsory", "nature": "renovation-expansion", "sites": ["白马镇"], "scale": {"floorAreaSquareMetres": 3200.5} },
         "schedule": {"start": "2022", "end": "2023-06", "committed": true},
         "source": {"document": "wuxi-145", "table": "专栏4", "row": "3", "evidence": "白马小学改扩建工程"} }
        """;

    public static string Defined(string slug) => $$"""
        {"type": "indicator_defined", "id": "{{slug}}", "effectiveOn": "2020-12-31",
         "definition": {"plan": "wuxi-145", "name": "高中阶段毛入学率", "category": "senior-high", "unit": "%", "property": "binding"} }
        """;

    public static string Started(string on = "2022-06-18") => $$"""{"type": "construction_started", "effectiveOn": "{{on}}"}""";

    public static string Progress(decimal percent, string on) => $$"""{"type": "progress_reported", "effectiveOn": "{{on}}", "percent": {{percent}}}""";
}
