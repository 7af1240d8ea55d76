using Ledger.Domain.Indicators;
using Ledger.Domain.Packages;
using Ledger.Domain.Plans;
using Ledger.Domain.Projects;
using Ledger.Domain.Quantities;

namespace Ledger.Server.Import;

/// <summary>Turns rows of text into rows of the package; a row with an error gives none.</summary>
internal static class RowReader
{
    public static ProjectRow? Project(CsvRow row, string code)
    {
        var id = row.Id("id", required: true);
        var (name, number) = (row.Text("name", required: true), row.Text("number"));
        var category = row.OneOf<Category>("category", required: true);
        var scale = new Scale(
            row.Quantity<SquareMetres>("floorAreaSquareMetres"), row.Quantity<Mu>("siteAreaMu"), row.Quantity<Classes>("classes"),
            row.Quantity<Places>("places"), row.Quantity<TenThousandYuan>("investmentTenThousandYuan"), row.Text("scaleAsWritten"));
        var scope = new Scope(
            category.GetValueOrDefault(), row.OneOf<Nature>("nature"), row.Text("natureAsWritten"),
            [.. (row.Text("sites") ?? "").Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)],
            row.Text("facility"), scale, row.Text("responsibleUnit"));
        var schedule = new Schedule(row.Date("start"), row.Date("end"), row.Text("scheduleAsWritten"), row.Flag("committed"));
        if (schedule is { Start: { } start, End: { } end } && end.LastDay < start.FirstDay) row.Error("end", $"The end {end} lies before the start {start}.");
        var (status, effective, source) = (row.Text("statusAsWritten"), row.Date("effective"), row.Source(code));
        return row.Refused ? null : new ProjectRow(row.At, source, effective, id!, number, name!, scope, schedule, status);
    }

    public static ProgressRow? Progress(CsvRow row, string code)
    {
        var project = row.Id("project", required: true);
        var step = row.OneOf<ProgressStep>("type", required: true);
        var (effective, observed) = (row.Date("effective"), row.Flag("observed") ?? false);
        var percent = row.Quantity<Percent>("percent");
        if (percent is not null && step is not (null or ProgressStep.ProgressReported)) row.Error("percent", "Only progress_reported has a percentage.");
        if (step == ProgressStep.ProgressReported && percent is null && !observed && row.Text("percent") is null)
            row.Error("percent", "progress_reported needs a percentage, unless the document only sees the works going on (observed is true).");
        var (words, source) = (row.Text("asWritten"), row.Source(code));
        return row.Refused ? null : new ProgressRow(row.At, source, effective, project!, step!.Value, observed, percent?.Value, words);
    }

    public static IndicatorRow? Indicator(CsvRow row, string code)
    {
        var (id, partOf) = (row.Id("id", required: true), row.Id("partOf"));
        var (name, category) = (row.Text("name", required: true), row.OneOf<Category>("category", required: true));
        var definition = new IndicatorDefinition(
            code, name ?? "", category.GetValueOrDefault(), row.Text("unit"), row.OneOf<Property>("property"), row.OneOf<Direction>("direction"),
            row.Text("facility"), partOf is null ? null : $"{code}.{partOf}");
        var source = row.Source(code);
        return row.Refused ? null : new IndicatorRow(row.At, source, id!, definition);
    }

    public static FigureRow? Figure(CsvRow row, string code)
    {
        var (indicator, kind) = (row.Id("indicator", required: true), row.OneOf<PointKind>("kind", required: true));
        var figure = new Figure(
            row.Date("period"), row.OneOf<Comparator>("comparator"), row.Number("value"), row.Text("asWritten"), row.Text("unit"), row.OneOf<Bound>("quantity"));
        if (!row.Refused) Check(row, figure);
        var (effective, observed, source) = (row.Date("effective"), row.Flag("observed") ?? false, row.Source(code, withColumn: true));
        return row.Refused ? null : new FigureRow(row.At, source, effective, indicator!, kind!.Value, figure, observed);
    }

    public static ChangeRow? Change(CsvRow row, string code)
    {
        var indicator = row.Id("indicator", required: true);
        var (from, to) = (row.Date("from"), row.Date("to"));
        if (from is { } first && to is { } last && last.LastDay < first.FirstDay) row.Error("to", $"The change ends ({to}) before it starts ({from}).");
        var (value, unit, words) = (row.Number("value"), row.Text("unit"), row.Text("asWritten"));
        if (value is not null && words is null) row.Error("asWritten", "The document's characters are missing beside the number.");
        var (effective, source) = (row.Date("effective"), row.Source(code, withColumn: true));
        return row.Refused ? null : new ChangeRow(row.At, source, effective, indicator!, from, to, value, unit, words);
    }

    // A number always compares; a blank or a dash compares nothing; words may do either (保持大体相当, 68:32).
    private static void Check(CsvRow row, Figure figure)
    {
        var says = figure.AsWritten is { } written && !PackageText.IsDash(written);
        if (figure.Value is not null && figure.Comparator is null) row.Error("comparator", "A value needs a comparator, '=' where the document writes none.");
        if (figure.Value is not null && figure.AsWritten is null) row.Error("asWritten", "The document's characters are missing beside the value.");
        if (figure.Value is null && !says && figure.Comparator is not null) row.Error("comparator", "Where there is no figure there is no comparator.");
        if (figure.Value is null && figure.Bound is not null) row.Error("quantity", "An end of a range needs a value.");
    }
}
