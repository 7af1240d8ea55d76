using Ledger.Server.Recording.Bodies;
using Ledger.Server.Web;

namespace Ledger.Server.Recording.Forms;

/// <summary>What is wrong with a form.</summary>
/// <param name="Field">Path of the field that it concerns; null for the whole form.</param>
/// <param name="Chinese">In Chinese.</param>
/// <param name="English">In English.</param>
internal sealed record FormFault(string? Field, string Chinese, string English)
{
    /// <summary>What is wrong with a body, said of the field that its member came from.</summary>
    /// <param name="error">The error, with the JSON path of the member.</param>
    /// <param name="shape">The shape of the whole body.</param>
    /// <param name="values">The fields.</param>
    public static FormFault Of(ParameterError error, Shape.Object shape, FormValues values)
    {
        var field = error.Parameter.TrimStart('$').TrimStart('.').Split('[')[0];
        var member = MemberAt(shape, field);
        var detail = error.Detail.Replace($"'{error.Parameter}' ", "", StringComparison.Ordinal);
        return new FormFault(member is null ? null : field, member is null || values[field] is not null ? Expected(member?.Shape) : "必填。", $"This {detail}");
    }

    /// <summary>The member at a path; null where there is none.</summary>
    public static Member? MemberAt(Shape.Object shape, string path)
    {
        Member? found = null;
        foreach (var name in path.Split('.'))
        {
            var inside = found is null ? shape : found.Shape as Shape.Object;
            found = inside?.Members.FirstOrDefault(member => member.Name == name);
            if (found is null) return null;
        }

        return found;
    }

    private static string Expected(Shape? shape) => shape switch
    {
        Shape.Date { Reduced: true } => "请写成 2022-06-18、2022-06、2022-Q2 或 2022。",
        Shape.Date => "请写成 2022-06-18。",
        Shape.Number { Whole: true } => "请填写整数。",
        Shape.Number { NotNegative: true } => "请填写数字，不能小于 0。",
        Shape.Number => "请填写数字。",
        Shape.Text { Pattern: not null } => "只能用小写字母、数字和单个连字符，例如 baima-primary。",
        Shape.Text text => $"最多 {text.MaxLength} 个字，不能含控制字符。",
        Shape.List list => $"最多 {list.Most} 项。",
        Shape.OneOf => "请从列表中选择。",
        _ => "填写有误，请核对。",
    };
}
