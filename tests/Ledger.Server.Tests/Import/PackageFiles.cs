namespace Ledger.Server.Tests.Import;

/// <summary>A small package in a folder of its own, which a test spoils or revises line by line.</summary>
internal sealed class PackageFiles : IDisposable
{
    public PackageFiles()
    {
        Directory.CreateDirectory(Folder);
        Write("datapackage.json", """
            {
              "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
              "name": "test-1",
              "title": "测试县教育规划",
              "version": "1.0.0",
              "created": "2026-11-22T00:00:00Z",
              "sources": [{ "title": "测试县教育规划" }],
              "ledger": {
                "code": "test-1",
                "region": "测试县",
                "issuer": "测试县人民政府",
                "issuedOn": "2022-03-31",
                "periodStart": "2021-01-01",
                "periodEnd": "2025-12-31"
              },
              "resources": [
                { "name": "projects", "path": "projects.csv" },
                { "name": "progress", "path": "progress.csv" },
                { "name": "indicators", "path": "indicators.csv" },
                { "name": "figures", "path": "figures.csv" },
                { "name": "changes", "path": "changes.csv" }
              ]
            }

            """);
        Write("projects.csv", """
            id,name,category,nature,natureAsWritten,start,end,scheduleAsWritten,committed,statusAsWritten,effective,section,table,row,evidence
            school,新建学校,compulsory,new,新建,2022,2024,2022—2024,true,完成立项,,三,专栏1,1,新建学校
            hall,新建礼堂,compulsory,new,新建,2022,2025,2022—2025,true,,,三,专栏1,2,新建礼堂

            """);
        Write("progress.csv", """
            project,type,effective,observed,percent,asWritten,section,table,row,evidence
            school,project_approved,2021-06,false,,完成立项,三,专栏1,1,完成立项
            school,feasibility_approved,,true,,可研,三,专栏1,1,可研

            """);
        Write("indicators.csv", """
            id,name,category,unit,property,direction,facility,partOf,section,table,row,evidence
            rate,毛入学率,senior-high,%,anticipatory,increase,,,二,表1,毛入学率,毛入学率
            pupils,在校学生数,compulsory,万人,,,,,二,表1,在校学生数,在校学生数

            """);
        Write("figures.csv", """
            indicator,kind,period,comparator,value,asWritten,unit,effective,observed,quantity,section,table,row,column,evidence
            rate,baseline,2015,=,90.1,90.1,,2015,false,,二,表1,毛入学率,2015年,90.1
            rate,baseline,2020,=,95.3,95.3,,2020,false,,二,表1,毛入学率,2020年,95.3
            rate,target,2025,=,98.5,98.5,,,false,,二,表1,毛入学率,2025年,98.5
            pupils,target,2025,=,1.62,1.62,,,false,,二,表1,在校学生数,2025年,1.62

            """);
        Write("changes.csv", """
            indicator,from,to,value,unit,asWritten,effective,section,table,row,column,evidence
            rate,2020,2025,3.2,,3.2,,二,表1,毛入学率,变化,3.2

            """);
    }

    public string Folder { get; } = Path.Combine(Path.GetTempPath(), $"ledger-package-{Guid.NewGuid():N}");

    public string PathOf(string file) => Path.Combine(Folder, file);

    public PackageFiles Write(string file, string text)
    {
        File.WriteAllText(PathOf(file), text.ReplaceLineEndings("\n"));
        return this;
    }

    public PackageFiles Replace(string file, string old, string @new)
    {
        var text = File.ReadAllText(PathOf(file));
        if (!text.Contains(old, StringComparison.Ordinal)) throw new ArgumentException($"'{old}' is not in {file}.", nameof(old));
        File.WriteAllText(PathOf(file), text.Replace(old, @new, StringComparison.Ordinal));
        return this;
    }

    public PackageFiles Add(string file, string line)
    {
        File.AppendAllText(PathOf(file), line + "\n");
        return this;
    }

    /// <summary>Removes the line that begins so.</summary>
    public PackageFiles Remove(string file, string start)
    {
        var lines = File.ReadAllLines(PathOf(file));
        if (lines.Count(line => line.StartsWith(start, StringComparison.Ordinal)) != 1) throw new ArgumentException($"Not one line of {file} begins with '{start}'.", nameof(start));
        File.WriteAllText(PathOf(file), string.Concat(lines.Where(line => !line.StartsWith(start, StringComparison.Ordinal)).Select(line => line + "\n")));
        return this;
    }

    public void Dispose() => Directory.Delete(Folder, recursive: true);
}
