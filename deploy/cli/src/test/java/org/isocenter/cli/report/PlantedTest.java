package org.isocenter.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.isocenter.cli.report.Planted.Raised;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.dicom.phantom.PhantomStudies;
import org.isocenter.dicom.phantom.truth.PhantomTruth;
import org.isocenter.dicom.phantom.truth.Trouble;
import org.isocenter.dicom.phantom.truth.TruthInstance;
import org.isocenter.platform.curation.CurationIssue;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PlantedTest {
    @TempDir
    Path folder;

    private List<TruthInstance> instances = List.of();
    private Map<String, String> stored = Map.of();

    @BeforeEach
    void aSmallSet() {
        PhantomStudies.write(folder.resolve("set"), PhantomPlan.small(11));
        instances = PhantomTruth.read(folder.resolve("set")).instances();
        Map<String, String> mapped = new HashMap<>();
        instances.forEach(instance -> mapped.put(instance.sopUid(), "2.25." + instance.sopUid()));
        stored = mapped;
    }

    @Test
    void flags_on_all_that_was_planted_are_perfect() {
        List<Raised> flags = Stream.concat(
                        with(Trouble.NOISE).map(noise -> new Raised(CurationIssue.NOISE, id(noise.sopUid()), null)),
                        with(Trouble.EXACT_DUPLICATE)
                                .map(copy -> new Raised(
                                        CurationIssue.EXACT_DUPLICATE, id(original(copy)), id(copy.sopUid()))))
                .toList();
        Planted planted = Planted.open(folder.resolve("set"), stored);
        assertThat(planted.kinds(flags))
                .filteredOn(kind -> kind.flagged() > 0)
                .hasSize(2)
                .allSatisfy(kind -> {
                    assertThat(kind.precision()).isEqualTo(1);
                    assertThat(kind.recall()).isEqualTo(1);
                });
    }

    @Test
    void a_flag_on_a_clean_image_costs_precision_and_an_unseen_one_recall() {
        String noise = id(with(Trouble.NOISE).findFirst().orElseThrow().sopUid());
        String clean = id(with(Trouble.NONE).findFirst().orElseThrow().sopUid());
        PlantedKind kind = Planted.open(folder.resolve("set"), stored)
                .kinds(List.of(
                        new Raised(CurationIssue.NOISE, noise, null), new Raised(CurationIssue.NOISE, clean, null)))
                .stream()
                .filter(each -> each.issue().equals("NOISE"))
                .findFirst()
                .orElseThrow();
        assertThat(kind.precision()).isEqualTo(0.5);
        assertThat(kind.recall()).isEqualTo(0.5);
    }

    @Test
    void a_copy_paired_with_another_image_than_its_original_is_no_hit() {
        TruthInstance copy = with(Trouble.EXACT_DUPLICATE).findFirst().orElseThrow();
        String stranger = with(Trouble.NONE)
                .map(TruthInstance::sopUid)
                .filter(uid -> !uid.equals(copy.original()))
                .findFirst()
                .orElseThrow();
        Planted planted = Planted.open(folder.resolve("set"), stored);
        assertThat(planted.isPlanted(new Raised(CurationIssue.EXACT_DUPLICATE, id(copy.sopUid()), id(stranger))))
                .isFalse();
        assertThat(planted.isPlanted(new Raised(CurationIssue.EXACT_DUPLICATE, id(original(copy)), id(copy.sopUid()))))
                .isTrue();
    }

    private Stream<TruthInstance> with(Trouble trouble) {
        return instances.stream().filter(instance -> instance.trouble() == trouble);
    }

    private String id(String uid) {
        return stored.getOrDefault(uid, "");
    }

    private static String original(TruthInstance copy) {
        String original = copy.original();
        return original == null ? "" : original;
    }
}
