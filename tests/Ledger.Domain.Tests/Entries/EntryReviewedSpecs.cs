using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.Projects;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

public sealed class EntryReviewedSpecs : ProjectSpecs
{
    [Fact]
    public void An_entry_counts_as_confirmed_from_its_confirmation_on() =>
        Given(Planned, Confirm(1), StartedOn("2022-06-18")).When(Confirm(3)).ThenRecorded(Confirm(3))
            .AndOn("2022-06-18", Entry(3), Stands(Stage.UnderConstruction))
            .AndConfirmedOn("2022-06-18", Entry(1), NotPlanned)
            .AndConfirmedOn("2022-06-18", Entry(3), Stands(Stage.Planned))
            .AndConfirmedOn("2022-06-18", Stands(Stage.UnderConstruction))
            .AndConfirmedOn("2022-06-17", Stands(Stage.Planned));

    [Fact]
    public void A_rejected_entry_stays_in_what_was_reported_and_out_of_what_is_confirmed() =>
        Given(Planned, Confirm(1), StartedOn("2022-06-18")).When(Reject(3)).ThenRecorded(Reject(3))
            .AndOn("2022-06-18", Stands(Stage.UnderConstruction))
            .AndConfirmedOn("2022-06-18", Stands(Stage.Planned));

    [Fact]
    public void The_last_word_counts() =>
        Given(Planned, Confirm(1), StartedOn("2022-06-18"), Confirm(3)).When(Reject(3)).ThenRecorded(Reject(3))
            .AndConfirmedOn("2022-06-18", Entry(4), Stands(Stage.UnderConstruction))
            .AndConfirmedOn("2022-06-18", Stands(Stage.Planned));

    [Fact]
    public void A_voiding_takes_a_confirmed_entry_away_only_once_it_is_confirmed_itself() =>
        Given(Planned, Confirm(1), StartedOn("2022-06-18"), Confirm(3), Void(3)).When(Confirm(5)).ThenRecorded(Confirm(5))
            .AndOn("2022-06-18", Entry(5), Stands(Stage.Planned))
            .AndConfirmedOn("2022-06-18", Entry(5), Stands(Stage.UnderConstruction))
            .AndConfirmedOn("2022-06-18", Stands(Stage.Planned));

    [Fact]
    public void A_correction_replaces_a_confirmed_entry_only_once_it_is_confirmed_itself() =>
        Given(Planned, Confirm(1), StartedOn("2022-06-18"), Confirm(3), Correct(3, StartedOn("2022-07-01"))).When(Confirm(5)).ThenRecorded(Confirm(5))
            .AndConfirmedOn("2022-06-18", Entry(5), Stands(Stage.UnderConstruction))
            .AndConfirmedOn("2022-06-18", Stands(Stage.Planned))
            .AndConfirmedOn("2022-07-01", Stands(Stage.UnderConstruction));

    [Fact]
    public void A_confirmed_correction_of_a_correction_that_nobody_confirmed_replaces_what_was_confirmed_before() =>
        Given(Planned, Confirm(1), StartedOn("2022-06-18"), Confirm(3), Correct(3, StartedOn("2022-07-01")), Correct(5, StartedOn("2022-08-01")))
            .When(Confirm(6)).ThenRecorded(Confirm(6))
            .AndConfirmedOn("2022-07-31", Stands(Stage.Planned))
            .AndConfirmedOn("2022-08-01", Stands(Stage.UnderConstruction));

    [Fact]
    public void What_is_confirmed_before_that_on_which_it_rests_waits_for_it() =>
        Given(Planned, StartedOn("2022-06-18"), Confirm(2)).When(Confirm(1)).ThenRecorded(Confirm(1))
            .AndConfirmedOn("2022-06-18", Entry(3), NotPlanned)
            .AndConfirmedOn("2022-06-18", Stands(Stage.UnderConstruction));

    [Fact]
    public void What_was_read_from_a_published_document_counts_as_confirmed_and_needs_no_review()
    {
        Given(Planned).By(1, Review.ImportActor).When(StartedOn("2022-06-18")).ThenRecorded(StartedOn("2022-06-18"))
            .AndConfirmedOn("2022-06-18", Stands(Stage.Planned));
        Given(Planned).By(1, Review.ImportActor).When(Confirm(1)).ThenRefused(new EntryRefusals.NeedsNoReview(Entry(1)));
        Given(Planned).By(1, Review.ImportActor).When(Reject(1)).ThenRefused(new EntryRefusals.NeedsNoReview(Entry(1)));
    }

    [Fact]
    public void Nobody_reviews_their_own_through_whatever_key()
    {
        Given(Planned).By(1, "user:li", "user:li").When(Confirm(1), new("user:li", "user:li")).ThenRefused(new EntryRefusals.OwnEntry(Entry(1)));
        Given(Planned).By(1, "key:1", "user:li").When(Confirm(1), new("key:1", "user:wang")).ThenRefused(new EntryRefusals.OwnEntry(Entry(1)));
        Given(Planned).By(1, "key:1", "user:li").When(Confirm(1), new("user:li", "user:li")).ThenRefused(new EntryRefusals.SameOwner(Entry(1), "user:li"));
        Given(Planned).By(1, "user:li", "user:li").When(Confirm(1), new("key:1", "user:li")).ThenRefused(new EntryRefusals.SameOwner(Entry(1), "user:li"));
        Given(Planned).By(1, "key:1", "user:li").When(Reject(1), new("key:2", "user:li")).ThenRefused(new EntryRefusals.SameOwner(Entry(1), "user:li"));
        Given(Planned).By(1, "user:li").When(Confirm(1), new("key:1", "user:li")).ThenRefused(new EntryRefusals.SameOwner(Entry(1), "user:li"));
        Given(Planned).By(1, "key:1", "user:li").When(Confirm(1), new("key:3", "user:wang")).ThenRecorded(Confirm(1));
    }

    [Fact]
    public void A_rejection_says_why_and_a_confirmation_need_not()
    {
        foreach (var reason in new[] { null, "", " \t" })
            Given(Planned).When(Reject(1, reason)).ThenRefused(new EntryRefusals.ReasonRequired());
    }

    [Fact]
    public void The_same_is_said_once() =>
        Given(Planned, Confirm(1)).When(Confirm(1)).ThenRefused(new EntryRefusals.AlreadyReviewed(Entry(1), Entry(2), Verdict.Confirmed));

    [Fact]
    public void Only_an_entry_of_the_stream_is_reviewed() =>
        Given(Planned).When(Confirm(2)).ThenRefused(new EntryRefusals.EntryNotFound(Entry(2)));

    [Fact]
    public void What_was_voided_or_corrected_is_reviewed_no_more()
    {
        Given(Planned, StartedOn("2022-06-18"), Void(2)).When(Confirm(2)).ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));
        Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-06-19"))).When(Reject(2)).ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));
    }

    [Fact]
    public void A_review_is_neither_reviewed_nor_voided_nor_corrected()
    {
        Given(Planned, Confirm(1)).When(Reject(2)).ThenRefused(new EntryRefusals.ReviewStands(Entry(2)));
        Given(Planned, Confirm(1)).When(Void(2)).ThenRefused(new EntryRefusals.ReviewStands(Entry(2)));
        Given(Planned, Confirm(1)).When(Correct(2, Planned)).ThenRefused(new EntryRefusals.ReviewStands(Entry(2)));
    }
}
