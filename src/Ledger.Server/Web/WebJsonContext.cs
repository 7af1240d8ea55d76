using System.Text.Json.Serialization;
using Ledger.Server.Api;
using Ledger.Server.Audit;
using Ledger.Server.Compare;
using Ledger.Server.Evidence;
using Ledger.Server.Feed;
using Ledger.Server.Findings;
using Ledger.Server.Health;
using Ledger.Server.Identity.Api;
using Ledger.Server.Indicators;
using Ledger.Server.Plans;
using Ledger.Server.Projects;
using Ledger.Server.Recording;
using Ledger.Server.Webhooks.Api;

namespace Ledger.Server.Web;

/// <summary>How every answer is written, made when the program is compiled and not anew by every process.</summary>
/// <remarks>A test asks for what each operation says that it answers. <see cref="WebJson"/> says how they look.</remarks>
[JsonSerializable(typeof(AuditListing))]
[JsonSerializable(typeof(CallerItem))]
[JsonSerializable(typeof(CloudEventItem))]
[JsonSerializable(typeof(Comparison))]
[JsonSerializable(typeof(EntryListing))]
[JsonSerializable(typeof(EvidenceListing))]
[JsonSerializable(typeof(FeedListing))]
[JsonSerializable(typeof(IndicatorDetail))]
[JsonSerializable(typeof(Listing<FindingItem>))]
[JsonSerializable(typeof(Listing<IndicatorItem>))]
[JsonSerializable(typeof(Listing<ItemBytes>))]
[JsonSerializable(typeof(Listing<PlanItem>))]
[JsonSerializable(typeof(Listing<ProjectItem>))]
[JsonSerializable(typeof(Liveness))]
[JsonSerializable(typeof(PeriodClosings))]
[JsonSerializable(typeof(PlanDetail))]
[JsonSerializable(typeof(Problem))]
[JsonSerializable(typeof(ProjectDetail))]
[JsonSerializable(typeof(Readiness))]
[JsonSerializable(typeof(Receipts))]
[JsonSerializable(typeof(SchemaListing))]
[JsonSerializable(typeof(Series))]
[JsonSerializable(typeof(SettledItem))]
[JsonSerializable(typeof(Some<AccountItem>))]
[JsonSerializable(typeof(Some<AuditReadItem>))]
[JsonSerializable(typeof(Some<DeadLetterItem>))]
[JsonSerializable(typeof(Some<DeliveryItem>))]
[JsonSerializable(typeof(Some<KeyItem>))]
[JsonSerializable(typeof(Some<SubscriptionChangeItem>))]
[JsonSerializable(typeof(Some<SubscriptionItem>))]
[JsonSerializable(typeof(TestItem))]
[JsonSerializable(typeof(UploadedFile))]
[JsonSourceGenerationOptions(GenerationMode = JsonSourceGenerationMode.Metadata)]
internal sealed partial class WebJsonContext : JsonSerializerContext;
