using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Tests.Laws;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;
using static Ledger.Domain.Accounts.KeyEvent;

namespace Ledger.Domain.Tests.Accounts;

public sealed class KeySpecs : Specs<ApiKey>
{
    private static readonly Grant Wuxi = new(Role.Recorder, "巫溪县");
    private static readonly Grant Everywhere = new(Role.Recorder, "*");
    private static readonly Grant Supervisor = new(Role.Supervisor, "*");
    private static readonly KeyIssued Issued = new() { Owner = "zhang.san", Name = "导入程序", Grants = [Wuxi], ExpiresOn = Day("2026-09-29"), Effective = On("2026-07-01") };
    private static readonly KeyRevoked Revoked = new() { Effective = On("2026-07-01") };

    [Fact]
    public void A_key_is_issued_and_revoked()
    {
        var issued = new ApiKey.Issued("zhang.san", "导入程序", [Wuxi], Day("2026-09-29"));
        Given().When(Issued).ThenRecorded(Issued).AndOn("2026-07-01", state => state.ShouldBe(issued));
        Given(Issued).When(Revoked).ThenRecorded(Revoked).AndOn("2026-07-01", state => state.ShouldBe(new ApiKey.Revoked(issued)));
    }

    [Fact]
    public void A_key_is_issued_once_and_revoked_once()
    {
        Given(Issued).When(Issued).ThenRefused(new KeyRefusals.KeyAlreadyIssued());
        Given(Issued, Revoked).When(Issued).ThenRefused(new KeyRefusals.KeyAlreadyIssued());
        Given(Issued, Revoked).When(Revoked).ThenRefused(new KeyRefusals.KeyIsRevoked());
        Given().When(Revoked).ThenRefused(new KeyRefusals.KeyNotIssued());
    }

    [Fact]
    public void A_key_says_what_it_is_for()
    {
        foreach (var name in new[] { "", "  ", "a\nb", new string('a', 101) }) Given().When(Issued with { Name = name }).ThenRefused(new KeyRefusals.KeyNameRequired());
    }

    [Fact]
    public void A_key_expires_within_a_year()
    {
        foreach (var day in new[] { "2026-06-30", "2027-07-03" })
            Given().When(Issued with { ExpiresOn = Day(day) }).ThenRefused(new KeyRefusals.KeyExpiryOutOfRange(Day(day), Day("2026-07-01"), Day("2027-07-02")));
    }

    [Fact]
    public void A_key_holds_where_a_role_can_hold() =>
        Given().When(Issued with { Grants = [Supervisor with { Region = "巫溪县" }] }).ThenRefused(new AccountRefusals.RegionInvalid(Role.Supervisor, "巫溪县"));

    [Fact]
    public void A_key_may_do_no_more_than_its_owner()
    {
        var owner = new Account.Active("zhang.san", null, [Wuxi], "c", 1);
        KeyRules.RefuseFor(Issued, owner).ShouldBeNull();
        KeyRules.RefuseFor(Issued, owner with { Grants = [Everywhere] }).ShouldBeNull();
        KeyRules.RefuseFor(Issued with { Grants = [Wuxi, Supervisor] }, owner).ShouldBe(new KeyRefusals.KeyBeyondOwner(Role.Supervisor, "*"));
        KeyRules.RefuseFor(Issued with { Grants = [Everywhere] }, owner).ShouldBe(new KeyRefusals.KeyBeyondOwner(Role.Recorder, "*"));
        KeyRules.RefuseFor(Issued, new Account.Disabled(owner)).ShouldBe(new KeyRefusals.KeyOwnerNotActive("zhang.san"));
        KeyRules.RefuseFor(Issued, new Account.None()).ShouldBe(new KeyRefusals.KeyOwnerNotActive("zhang.san"));
        SpecCoverage.Provoked(typeof(KeyRefusals.KeyBeyondOwner));
        SpecCoverage.Provoked(typeof(KeyRefusals.KeyOwnerNotActive));
    }

    [Fact]
    public void What_both_may_do_is_the_narrower_of_two_grants()
    {
        Grants.Common([Wuxi, Supervisor], [Everywhere]).ShouldBe([Wuxi]);
        Grants.Common([Everywhere], [Wuxi, new(Role.Recorder, "綦江区")]).ShouldBe([Wuxi, new(Role.Recorder, "綦江区")]);
        Grants.Common([Wuxi], [new(Role.Recorder, "綦江区"), new(Role.Reviewer, "*")]).ShouldBeEmpty();
        Grants.Common([Wuxi, Wuxi], [Wuxi]).ShouldBe([Wuxi]);
    }

    [Fact]
    public void A_fact_about_something_else_is_not_recorded_on_a_key() =>
        Given(Issued).When(new AccountEvent.AccountDisabled { Effective = On("2026-07-01") }).ThenRefused(new EntryRefusals.WrongKind("account_disabled", "key"));

    [Fact]
    public void Every_state_survives_as_json()
    {
        var issued = new ApiKey.Issued("zhang.san", "导入程序", [Wuxi], Day("2026-09-29"));
        ApiKey[] states = [new ApiKey.None(), issued, new ApiKey.Revoked(issued)];
        foreach (var state in states) JsonRoundTrip.Of(state);
    }
}
