using System.Diagnostics;
using Microsoft.Extensions.Logging;

namespace Ledger.Postgres.Embedded;

/// <summary>Brings a data folder's PostgreSQL from whatever state it was left in to one that answers. Call it in one's turn.</summary>
internal sealed class LocalCluster
{
    private static readonly TimeSpan AnswerPatience = TimeSpan.FromSeconds(10);

    private readonly DataFolder folder;
    private readonly PostgresBinaries binaries;
    private readonly PostgresAccount account;
    private readonly ILogger logger;
    private readonly Postmaster postmaster;
    private readonly ClusterLogin login;

    private LocalCluster(DataFolder folder, PostgresBinaries binaries, PostgresAccount account, ILogger logger)
    {
        (this.folder, this.binaries, this.account, this.logger) = (folder, binaries, account, logger);
        postmaster = new Postmaster(folder, binaries, account, logger);
        login = new ClusterLogin(folder);
    }

    public bool Adopted { get; private set; }

    public Version Version => login.Version;

    public string ConnectionString { get; private set; } = "";

    public static async Task<LocalCluster> OpenAsync(
        EmbeddedPostgresOptions options, DataFolder folder, CancellationToken cancellationToken)
    {
        var account = await PostgresAccount.ChooseAsync(folder, cancellationToken);
        var binaries = await new BinariesSearch(options, folder, account).FindAsync(cancellationToken);
        var cluster = new LocalCluster(folder, binaries, account, options.Logger);
        await new ClusterCreation(folder, binaries, account, options.Logger).EnsureAsync(cancellationToken);
        if (await cluster.TakeOverAsync(cancellationToken) is { } running)
            cluster.Adopted = true;
        else
            running = await cluster.StartAsync(cancellationToken);
        cluster.ConnectionString = cluster.login.ConnectionString(running.Port);
        return cluster;
    }

    /// <summary>Shuts PostgreSQL down, whoever started it.</summary>
    public async Task StopAsync()
    {
        if (PostmasterFile.Read(folder) is { } running
            && PostmasterProcesses.Look(running, folder) is PostmasterProcess.Ours)
            await postmaster.StopAsync(running);
    }

    // The postmaster that a killed ledger left behind, if it answers to us; one that doesn't is ended, since it would keep
    // its successor from starting.
    private async Task<PostmasterFile?> TakeOverAsync(CancellationToken cancellationToken)
    {
        var waited = Stopwatch.StartNew();
        while (PostmasterFile.Read(folder) is { } left)
        {
            switch (PostmasterProcesses.Look(left, folder))
            {
                case PostmasterProcess.Gone:
                    // PostgreSQL itself knows how to deal with this, and whether backends are still there.
                    return null;
                case PostmasterProcess.Zombie or PostmasterProcess.Foreign:
                    // The file alone would make PostgreSQL refuse. Without it, it still refuses while any process is
                    // attached to the shared memory of this data directory.
                    File.Delete(PostmasterFile.PathIn(folder));
                    return null;
            }
            var answer = left.Ready ? await login.AskAsync(left.Port, cancellationToken) : ClusterAnswer.NotNow;
            if (answer is ClusterAnswer.Yes)
                return left;
            if (answer is ClusterAnswer.WrongPassword || waited.Elapsed > AnswerPatience)
            {
                logger.LogWarning("PostgreSQL (process {Pid}) was left behind and doesn't answer; stopping it", left.Pid);
                await postmaster.StopAsync(left);
            }
            await Task.Delay(20, cancellationToken);
        }
        return null;
    }

    private async Task<PostmasterFile> StartAsync(CancellationToken cancellationToken)
    {
        var running = await postmaster.StartAsync(cancellationToken);
        var answer = await login.AskAsync(running.Port, cancellationToken);
        if (answer is ClusterAnswer.WrongPassword)
        {
            await postmaster.StopAsync(running);
            await login.ResetPasswordAsync(binaries, account, cancellationToken);
            running = await postmaster.StartAsync(cancellationToken);
            answer = await login.AskAsync(running.Port, cancellationToken);
        }
        if (answer is ClusterAnswer.Yes)
            return running;
        await postmaster.StopAsync(running);
        throw new EmbeddedPostgresException(
            $"PostgreSQL {binaries.Version} started on {folder.Database} but doesn't let the ledger in: see {folder.Log}.");
    }
}
