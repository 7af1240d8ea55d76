using Ledger.Server.Commands;
using Ledger.Server.Hosting;

using var interruption = new Interruption();
return await CommandLine.RunAsync(args, Terminal.OfProcess(), interruption.Token);
