using System.CommandLine;
using System.Diagnostics;
using System.Globalization;
using Ledger.Domain.Accounts;
using Ledger.Postgres.EventStore;
using Ledger.Postgres.ReadModels;
using Ledger.Server.Hosting;
using Ledger.Server.Identity;
using Ledger.Server.Import;
using Ledger.Server.Web;

namespace Ledger.Server.Commands;

/// <summary><c>serve</c>: pages and API, until told to stop.</summary>
internal static class ServeCommand
{
    public static Command Create(GlobalOptions global)
    {
        var command = new Command("serve", """
            Serve pages and API until Ctrl-C; this is what the program does without a command. 启动服务

            Examples:
              ledger
              ledger serve --urls http://localhost:5090 --data ./second-ledger
              ConnectionStrings__Ledger="Host=db;Database=ledger;Username=ledger;Password=…" ledger serve
            """);
        Shape(command, global);
        return command;
    }

    /// <summary>Gives a command the options of <c>serve</c> and what it does: the root is one, too.</summary>
    public static void Shape(Command command, GlobalOptions global)
    {
        var urls = new Option<string?>("--urls")
        {
            Description = $"Addresses to listen on, separated by semicolons (also ASPNETCORE_URLS); {LedgerWebHost.DefaultUrl} by default. 监听地址",
            HelpName = "url",
        };
        command.Options.Add(urls);
        command.SetAction((line, ct) => RunAsync(global.Read(line), line.GetValue(urls), ct));
    }

    private static async Task<int> RunAsync(CommandContext context, string? urls, CancellationToken stop)
    {
        var began = Stopwatch.GetTimestamp();
        var options = new ServeOptions(context.Location, urls, context.Verbose);
        await using (var host = await StartAsync(context, options, stop))
        {
            host.Enter(StartupPhase.Importing);
            await ImportAsync(context, host.Services, stop);
            var password = await host.Services.GetRequiredService<FirstAdministrator>().EnsureAsync(stop);
            host.Enter(StartupPhase.Ready);
            Announce(context, host, options.Location, Stopwatch.GetElapsedTime(began), password);
            await SpareMemory.ReleaseAsync(stop);
            context.Terminal.Error.WriteLine(context.Say("正在停止 …", "Stopping …"));
        }

        return ExitCode.Done;
    }

    private static async Task<LedgerHost> StartAsync(CommandContext context, ServeOptions options, CancellationToken stop)
    {
        using var display = new ProgressDisplay(context, context.Say("启动数据库", "Starting the database"));
        display.Report(new Step(0, 1));
        return await LedgerHost.StartAsync(options, stop);
    }

    // A plan that can't be imported is no reason to withhold the others: it is told, and the ledger serves what it has.
    private static async Task ImportAsync(CommandContext context, IServiceProvider services, CancellationToken ct)
    {
        foreach (var package in ShippedPlans.Find(ShippedPlans.Folder))
        {
            switch (await PackageImport.RunAsync(context, services, package, dryRun: false, ct))
            {
                case ImportResult.Refused refused:
                    foreach (var error in refused.Errors) context.Terminal.Error.WriteLine($"{package}/{error}");
                    break;
                case ImportResult.Done { Report: { LastPosition: not null } report }:
                    context.Terminal.Error.WriteLine(ImportReportText.Sentence(context, report));
                    break;
            }
        }

        // Also where nothing was imported: a server that was killed may have left entries that no read model has seen.
        var head = await services.GetRequiredService<EventStore>().HeadAsync(ct);
        await services.GetRequiredService<ReadModelCatalog>().WaitForAsync(head.Position, TimeSpan.FromMinutes(1), ct);
    }

    private static void Announce(CommandContext context, LedgerHost host, LedgerLocation location, TimeSpan took, string? password)
    {
        var addresses = host.Addresses.ToList();
        if (context.AsJson)
        {
            var administrator = password is null ? null : new { name = AccountName.FirstAdministrator, password };
            Json.Write(context.Terminal, new { addresses, dataFolder = location.DataFolder, database = location.ConnectionString is null ? null : location.ToString(), administrator });
            return;
        }

        var seconds = took.TotalSeconds.ToString("0.0", CultureInfo.InvariantCulture);
        context.Terminal.Out.WriteLine(context.Say($"台账已就绪（{seconds} 秒）：{string.Join("  ", addresses)}", $"The ledger is ready ({seconds} s): {string.Join("  ", addresses)}"));
        context.Terminal.Out.WriteLine(location.ConnectionString is null
            ? context.Say($"数据目录：{location}", $"Data folder: {location}")
            : context.Say($"数据库：{location}", $"Database: {location}"));
        if (password is not null) context.Terminal.Out.WriteLine(context.Say(
            $"管理员 {AccountName.FirstAdministrator} 的初始密码（仅显示这一次）：{password}", $"Administrator {AccountName.FirstAdministrator}, password (shown this once): {password}"));
        if (password is not null) context.Terminal.Out.WriteLine(SimulateCommand.Offer(context));
        context.Terminal.Out.WriteLine(context.Say("按 Ctrl-C 停止。", "Press Ctrl-C to stop."));
        context.Terminal.Out.Flush();
    }
}
