using System.Text.Json.Serialization;
using Ledger.Domain.Projects;

namespace Ledger.Postgres.ReadModels;

/// <summary>In which order a board shows its projects.</summary>
public enum BoardOrder
{
    /// <summary>项目编号: as the document lists them, which is how the ledger came to know them.</summary>
    [JsonStringEnumMemberName("number")] Number,

    /// <summary>项目名称, by pinyin.</summary>
    [JsonStringEnumMemberName("name")] Name,

    /// <summary>项目进展 on the day, lowest step first; what is not yet planned comes last.</summary>
    [JsonStringEnumMemberName("stage")] Stage,

    /// <summary>Planned begin; what has none comes last.</summary>
    [JsonStringEnumMemberName("start")] Start,

    /// <summary>Planned end; what has none comes last.</summary>
    [JsonStringEnumMemberName("end")] End,
}

/// <summary>Which projects of one plan a board shows.</summary>
/// <param name="Plan">Code of the plan.</param>
/// <param name="Filter">Which of its projects; <see cref="ProjectFilter.Plans"/> is not read.</param>
/// <param name="Order">In which order.</param>
/// <param name="Page">Number of the page, from 1.</param>
/// <param name="Size">Projects on a page at most.</param>
/// <param name="Unknown">Whether also those of which nothing is known at the two times, so that a reader may go on to later ones.</param>
public sealed record BoardQuestion(string Plan, ProjectFilter Filter, BoardOrder Order, int Page, int Size, bool Unknown)
{
    /// <summary>Whether anything restricts the projects.</summary>
    public bool Restricted => Filter with { Plans = null } != new ProjectFilter();
}

/// <summary>A stretch of a project's life, and between which positions it was believed.</summary>
/// <param name="Row">The stretch.</param>
/// <param name="KnownFrom">First position at which it was believed.</param>
/// <param name="KnownUntil">Position from which it was believed no more; <see langword="null"/> if it still is.</param>
public sealed record BoardStretch(Row<Project.Known> Row, long KnownFrom, long? KnownUntil)
{
    /// <summary>Whether it was believed at a position.</summary>
    public bool Believed(long position) => KnownFrom <= position && (KnownUntil is not { } until || position < until);
}

/// <summary>By how much the number of a plan's projects at a stage changes on a day.</summary>
/// <param name="Day">The day.</param>
/// <param name="Stage">The stage.</param>
/// <param name="Change">More or fewer, never 0.</param>
public readonly record struct StageChange(DateOnly Day, Stage Stage, long Change);

/// <summary>An entry that changed what was believed.</summary>
/// <param name="Position">Its position.</param>
/// <param name="RecordedAt">记录时间.</param>
/// <param name="Type">Its stored type.</param>
/// <param name="Stream">Its stream.</param>
/// <param name="Actor">Who recorded it.</param>
public sealed record BoardStep(long Position, DateTimeOffset RecordedAt, string Type, string Stream, string Actor);
