using Ledger.Domain.Entries;
using Ledger.Domain.Projects;
using Ledger.Domain.Tests.Projects;
using Ledger.Testing.Specs;
using Shouldly;
using Xunit;

namespace Ledger.Domain.Tests.Entries;

public sealed class EvidenceAttachedSpecs : ProjectSpecs
{
    private const string Photo = "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";
    private const string OtherPhoto = "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

    [Fact]
    public void Evidence_is_recorded_and_changes_no_state() =>
        Given(Planned, StartedOn("2022-06-18")).When(Attach(2)).ThenRecorded(Attach(2))
            .AndOn("2022-06-18", Stands(Stage.UnderConstruction))
            .AndOn("2022-06-17", Stands(Stage.Planned));

    [Fact]
    public void One_file_supports_several_entries_and_one_entry_has_several_files()
    {
        Given(Planned, StartedOn("2022-06-18"), Attach(2)).When(Attach(1)).ThenRecorded(Attach(1));
        Given(Planned, StartedOn("2022-06-18"), Attach(2)).When(Attach(2, OtherPhoto)).ThenRecorded(Attach(2, OtherPhoto));
    }

    [Fact]
    public void The_same_file_supports_an_entry_once_unless_it_was_voided()
    {
        Given(Planned, Attach(1)).When(Attach(1, name: "别名.jpg")).ThenRefused(new EvidenceRefusals.EvidenceAlreadyAttached(Entry(1), Entry(2)));
        Given(Planned, Attach(1), Void(2)).When(Attach(1)).ThenRecorded(Attach(1));
    }

    [Fact]
    public void Only_an_entry_of_the_stream_is_supported() =>
        Given(Planned).When(Attach(7)).ThenRefused(new EntryRefusals.EntryNotFound(Entry(7)));

    [Fact]
    public void What_was_voided_or_corrected_takes_no_evidence_and_what_stands_in_its_place_does()
    {
        Given(Planned, StartedOn("2022-06-18"), Void(2)).When(Attach(2)).ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));
        Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-07-01"))).When(Attach(2)).ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));
        Given(Planned, StartedOn("2022-06-18"), Correct(2, StartedOn("2022-07-01"))).When(Attach(3)).ThenRecorded(Attach(3));
        Given(Planned, StartedOn("2022-06-18"), Void(2)).When(Attach(3)).ThenRecorded(Attach(3));
    }

    [Fact]
    public void An_entry_with_evidence_is_voided_and_corrected_like_any_other()
    {
        Given(Planned, StartedOn("2022-06-18"), Attach(2)).When(Void(2)).ThenRecorded(Void(2)).AndOn("2022-06-18", Stands(Stage.Planned));
        Given(Planned, StartedOn("2022-06-18"), Attach(2)).When(Correct(2, StartedOn("2022-07-01"))).ThenRecorded(Correct(2, StartedOn("2022-07-01")))
            .AndOn("2022-06-18", Stands(Stage.Planned)).AndOn("2022-07-01", Stands(Stage.UnderConstruction));
    }

    [Fact]
    public void Evidence_supports_neither_evidence_nor_a_review()
    {
        Given(Planned, Attach(1)).When(Attach(2)).ThenRefused(new EvidenceRefusals.EvidenceMisplaced(Entry(2), "evidence_attached"));
        Given(Planned, Confirm(1)).When(Attach(2)).ThenRefused(new EvidenceRefusals.EvidenceMisplaced(Entry(2), "entry_reviewed"));
    }

    [Fact]
    public void Evidence_is_voided_once_and_changes_nothing() =>
        Given(Planned, Attach(1)).When(Void(2)).ThenRecorded(Void(2)).AndOn("2026-07-01", Stands(Stage.Planned));

    [Fact]
    public void Voided_evidence_is_not_voided_again() =>
        Given(Planned, Attach(1), Void(2)).When(Void(2)).ThenRefused(new EntryRefusals.EntryAlreadyVoided(Entry(2), Entry(3)));

    [Fact]
    public void Evidence_is_not_corrected_into_a_fact_or_into_other_evidence()
    {
        Given(Planned, Attach(1)).When(Correct(2, StartedOn("2022-06-18"))).ThenRefused(new EvidenceRefusals.EvidenceNotCorrected(Entry(2)));
        Given(Planned, Attach(1)).When(Correct(2, Attach(1, OtherPhoto))).ThenRefused(new EvidenceRefusals.EvidenceNotCorrected(Entry(2)));
        Given(Planned, StartedOn("2022-06-18")).When(Correct(2, Attach(1))).ThenRefused(new EntryRefusals.NotAReplacement("evidence_attached"));
    }

    [Fact]
    public void Evidence_is_reviewed_like_any_entry()
    {
        Given(Planned, Attach(1)).When(Confirm(2)).ThenRecorded(Confirm(2)).AndConfirmedOn("2026-07-01", NotPlanned);
        Given(Planned, Attach(1), Confirm(2)).When(Reject(2)).ThenRecorded(Reject(2)).AndOn("2026-07-01", Stands(Stage.Planned));
        Given(Planned, Attach(1), Void(2)).When(Confirm(3)).ThenRecorded(Confirm(3));
    }

    [Fact]
    public void A_name_is_of_visible_characters_and_has_no_folder()
    {
        Given(Planned).When(Attach(1, name: "开工 \"照片\" (1).jpg")).ThenRecorded(Attach(1, name: "开工 \"照片\" (1).jpg"));
        Given(Planned).When(Attach(1, name: new string('图', 255))).ThenRecorded(Attach(1, name: new string('图', 255)));
        foreach (var name in new[] { "", ".", "..", " a.jpg", "a.jpg\u3000", "a/b.jpg", "C:\\fakepath\\a.jpg" })
            Given(Planned).When(Attach(1, name: name)).ThenRefused(new EvidenceRefusals.FileNameInvalid(name, "it is empty, a folder, or has blanks around it"));
        foreach (var (name, code) in new[] { ("a\r\nb.jpg", "000D"), ("照片\u202Egpj.exe", "202E"), ("a\u0000b", "0000"), ("a\u2066b", "2066"), ("a\u200Bb", "200B"), ("a\u2028b", "2028"), ("\uD83D.jpg", "FFFD") })
            Given(Planned).When(Attach(1, name: name)).ThenRefused(new EvidenceRefusals.FileNameInvalid(name, $"it holds the character U+{code}, which can't be seen"));
        var long256 = new string('图', 256);
        Given(Planned).When(Attach(1, name: long256)).ThenRefused(new EvidenceRefusals.FileNameInvalid(long256, "it has more than 255 characters"));
    }

    [Fact]
    public void Folders_before_a_name_are_taken_off()
    {
        EvidenceRules.CleanName(@"C:\fakepath\开工.jpg").ShouldBe("开工.jpg");
        EvidenceRules.CleanName("../../etc/passwd").ShouldBe("passwd");
        EvidenceRules.CleanName(" a.jpg ").ShouldBe("a.jpg");
        EvidenceRules.CleanName("folder/").ShouldBe("");
    }

    // What no stream can refuse is refused where files come in; the tests of that are in tests/Ledger.Server.Tests/Evidence.
    [Fact]
    public void A_refused_upload_says_why_and_what_to_do()
    {
        foreach (Refusal refusal in new Refusal[] { new EvidenceRefusals.FileNotUploaded(Photo), new EvidenceRefusals.FileEmpty(), new EvidenceRefusals.EvidenceTypeRefused("a program for Windows") })
        {
            refusal.Message.ShouldContain(". ");
            SpecCoverage.Provoked(refusal.GetType());
        }
    }

    private static EntryEvent.EvidenceAttached Attach(int n, string sha256 = Photo, string name = "开工照片.jpg") => new()
    {
        Position = Entry(n), FileName = name, MediaType = "image/jpeg", Size = 1024, Sha256 = sha256, Caption = "开工现场", Effective = On("2026-07-01"),
    };
}
