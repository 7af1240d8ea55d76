using Ledger.Domain.Accounts;
using Ledger.Domain.Entries;
using Ledger.Domain.Plans;
using Ledger.Domain.Tests.Laws;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;
using static Ledger.Domain.Accounts.AccountEvent;

namespace Ledger.Domain.Tests.Accounts;

public sealed class AccountSpecs : Specs<Account>
{
    private const string Today1 = "2026-07-01";
    private static readonly Grant Recorder = new(Role.Recorder, "巫溪县");
    private static readonly AccountCreated Created = new() { Name = "zhang.san", DisplayName = "张三", Effective = On("2026-06-01") };
    private static readonly PasswordChanged Password = new() { Credential = "c1", Effective = On("2026-06-01") };
    private static readonly AccountDisabled Disabled = new() { Effective = On("2026-06-02") };
    private static readonly AccountEnabled Enabled = new() { Effective = On("2026-06-03") };
    private static readonly SessionsEnded Ended = new() { Effective = On("2026-06-02") };
    private static readonly AccountLocked Locked = new() { Failures = 5, Minutes = 15, Effective = On("2026-06-02") };

    [Fact]
    public void An_account_begins_without_password_and_roles() =>
        Given().When(Created).ThenRecorded(Created).AndOn(Today1, state => state.ShouldBe(new Account.Active("zhang.san", "张三", [], null, 1)));

    [Fact]
    public void A_name_is_given_once() => Given(Created).When(Created).ThenRefused(new AccountRefusals.AccountAlreadyCreated());

    [Fact]
    public void A_name_has_one_spelling()
    {
        foreach (var name in new[] { "", "a", "Zhang", "张三", "zhang san", ".zhang", "zhang-", "zh\u0430ng", new string('a', 65) })
            Given().When(Created with { Name = name }).ThenRefused(new AccountRefusals.AccountNameInvalid(name));
    }

    [Fact]
    public void Nothing_happens_to_an_account_that_is_not_there()
    {
        AccountEvent[] all = [Password, Disabled, Enabled, Locked, Ended, Granted(Recorder), Revoked(Recorder)];
        foreach (var one in all) Given().When(one).ThenRefused(new AccountRefusals.AccountNotCreated());
    }

    [Fact]
    public void A_password_names_its_row_and_ends_sessions() =>
        Given(Created).When(Password).ThenRecorded(Password).AndOn(Today1, state => state.ShouldBe(new Account.Active("zhang.san", "张三", [], "c1", 2)));

    [Fact]
    public void Signing_out_everywhere_ends_sessions_and_changes_nothing_else() =>
        Given(Created, Password).When(Ended).ThenRecorded(Ended).AndOn(Today1, state => state.ShouldBe(new Account.Active("zhang.san", "张三", [], "c1", 3)));

    [Fact]
    public void Roles_come_and_go()
    {
        Given(Created).When(Granted(Recorder)).ThenRecorded(Granted(Recorder)).AndOn(Today1, state => Active(state).Grants.ShouldBe([Recorder]));
        Given(Created, Granted(Recorder), Granted(Recorder with { Region = "*" })).When(Revoked(Recorder)).ThenRecorded(Revoked(Recorder))
            .AndOn(Today1, state => Active(state).Grants.ShouldBe([Recorder with { Region = "*" }]));
    }

    [Fact]
    public void A_role_is_granted_once_and_revoked_once()
    {
        Given(Created, Granted(Recorder)).When(Granted(Recorder)).ThenRefused(new AccountRefusals.RoleAlreadyGranted(Role.Recorder, "巫溪县"));
        Given(Created).When(Revoked(Recorder)).ThenRefused(new AccountRefusals.RoleNotGranted(Role.Recorder, "巫溪县"));
    }

    [Fact]
    public void Recorders_and_reviewers_have_regions_and_the_others_have_all()
    {
        foreach (var region in new[] { "", " ", " 巫溪县", "a\nb", new string('县', 61) })
            Given(Created).When(Granted(Recorder with { Region = region })).ThenRefused(new AccountRefusals.RegionInvalid(Role.Recorder, region));
        foreach (var role in new[] { Role.Supervisor, Role.Administrator })
            Given(Created).When(Granted(new Grant(role, "巫溪县"))).ThenRefused(new AccountRefusals.RegionInvalid(role, "巫溪县"));
    }

    [Fact]
    public void A_disabled_account_loses_rights_but_gets_none()
    {
        Given(Created, Granted(Recorder)).When(Disabled).ThenRecorded(Disabled).AndOn(Today1, state => state.ShouldBeOfType<Account.Disabled>());
        Given(Created, Granted(Recorder), Disabled).When(Revoked(Recorder)).ThenRecorded(Revoked(Recorder));
        AccountEvent[] refused = [Password with { Effective = On("2026-06-03") }, Granted(Recorder) with { Effective = On("2026-06-03") }, Disabled, Locked, Ended];
        foreach (var one in refused) Given(Created, Disabled).When(one).ThenRefused(new AccountRefusals.AccountIsDisabled());
    }

    [Fact]
    public void An_account_enabled_again_is_what_it_was_but_its_sessions_are_over()
    {
        Given(Created, Granted(Recorder with { Region = "*" }), Disabled).When(Enabled).ThenRecorded(Enabled)
            .AndOn(Today1, state => state.ShouldBe(new Account.Active("zhang.san", "张三", [Recorder with { Region = "*" }], null, 4)));
        Given(Created).When(Enabled).ThenRefused(new AccountRefusals.AccountNotDisabled());
    }

    [Fact]
    public void A_lock_changes_nothing_about_the_account() =>
        Given(Created).When(Locked).ThenRecorded(Locked).AndOn(Today1, state => state.ShouldBe(new Account.Active("zhang.san", "张三", [], null, 1)));

    [Fact]
    public void The_last_administrator_stays()
    {
        var administrator = new Grant(Role.Administrator, "*");
        var account = new Account.Active("admin", null, [administrator], "c", 1);
        AccountEvent[] ends = [Disabled, Revoked(administrator)];
        foreach (var one in ends)
        {
            AccountRules.RefuseWithout(account, one, [new Account.Disabled(account)]).ShouldBe(new AccountRefusals.LastAdministrator());
            AccountRules.RefuseWithout(account, one, [account with { Name = "second" }]).ShouldBeNull();
            AccountRules.RefuseWithout(account with { Grants = [Recorder] }, one, []).ShouldBeNull();
        }

        AccountRules.RefuseWithout(account, Revoked(Recorder), []).ShouldBeNull();
        SpecCoverage.Provoked(typeof(AccountRefusals.LastAdministrator));
    }

    [Fact]
    public void A_fact_about_something_else_is_not_recorded_on_an_account() =>
        Given(Created).When(new PlanEvent.PlanRevised { Effective = On(Today1), Document = new("x", "x", null, "x", "x", null, null, default, default, []) })
            .ThenRefused(new EntryRefusals.WrongKind("plan_revised", "account"));

    [Fact]
    public void Every_state_survives_as_json()
    {
        var account = new Account.Active("zhang.san", "张三", [Recorder], "c1", 2);
        Account[] states = [new Account.None(), account, new Account.Disabled(account)];
        foreach (var state in states) JsonRoundTrip.Of(state);
    }

    private static Account.Active Active(Account account) => account.ShouldBeOfType<Account.Active>();

    private static RoleGranted Granted(Grant grant) => new() { Grant = grant, Effective = On("2026-06-01") };

    private static RoleRevoked Revoked(Grant grant) => new() { Grant = grant, Effective = On("2026-06-05") };
}
