namespace Ledger.Server.Guide;

/// <summary>One task and how a program does it.</summary>
/// <param name="Chinese">The task, in Chinese.</param>
/// <param name="English">The task, in English.</param>
/// <param name="Needs">Whose key it takes, in Chinese; null for nobody's.</param>
/// <param name="NeedsEnglish">Whose key it takes, in English.</param>
/// <param name="Script">A script for bash. It goes on from the one before: the tests run them one after the other.</param>
/// <param name="Tag">The part of the reference about it.</param>
internal sealed record ApiExample(string Chinese, string English, string? Needs, string? NeedsEnglish, string Script, string Tag)
{
    private const string Json = "-H 'Content-Type: application/json'";

    /// <summary>One for each task.</summary>
    public static IReadOnlyList<ApiExample> All { get; } =
    [
        new("查看某一天的规划项目", "Look at a plan's projects on a date", null, null,
            "curl -fsS \"$LEDGER/api/v1/projects?plan=wuxi-145&asOf=2022-12-31&limit=5\"", "projects"),
        new("记录一件事：开工", "Record a fact: construction began", "填报人", "a recorder", $$"""
            ENTRY=$(curl -fsS "$LEDGER/api/v1/projects/$PROJECT/entries" -H "Authorization: Bearer $KEY" {{Json}} \
              -d '{"type": "construction_started", "effectiveOn": "2022-06"}' | grep -o '"position":[0-9]*' | cut -d: -f2)
            """, "recording"),
        new("更正：日期有误", "Correct it: the date was wrong", "填报人", "a recorder", $$$"""
            ENTRY=$(curl -fsS "$LEDGER/api/v1/entries/$ENTRY/correct" -H "Authorization: Bearer $KEY" {{{Json}}} \
              -d '{"reason": "日期有误", "replacement": {"type": "construction_started", "effectiveOn": "2022-06-18"}}' \
              | grep -o '"position":[0-9]*' | cut -d: -f2)
            """, "recording"),
        new("附上佐证", "Attach evidence", "填报人", "a recorder", """
            curl -fsS "$LEDGER/api/v1/entries/$ENTRY/evidence/files" -H "Authorization: Bearer $KEY" \
              -F "caption=开工现场" -F "file=@照片.jpg"
            """, "evidence"),
        new("审核：确认", "Review: confirm it", "审核人（不能是填报人本人）", "a reviewer, never the recorder", $$"""
            curl -fsS "$LEDGER/api/v1/entries/$ENTRY/review" -H "Authorization: Bearer $REVIEWER" {{Json}} -d '{"verdict": "confirmed"}'
            """, "recording"),
        new("导出审计记录", "Export the audit", "督学或管理员", "a supervisor or an administrator", """
            curl -fsS "$LEDGER/api/v1/audit/export?plan=wuxi-145&format=csv" -H "Authorization: Bearer $SUPERVISOR" -o audit.csv
            """, "audit"),
    ];
}
