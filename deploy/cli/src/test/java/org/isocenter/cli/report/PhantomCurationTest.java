package org.isocenter.cli.report;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;

import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.isocenter.cli.report.Planted.Raised;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.dicom.phantom.PhantomStudies;
import org.isocenter.dicom.phantom.truth.PhantomTruth;
import org.isocenter.dicom.phantom.truth.Trouble;
import org.isocenter.dicom.phantom.truth.TruthInstance;
import org.isocenter.dicom.toolkit.OwnToolkit;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.testing.SharedData;
import org.isocenter.training.curation.CurationSet;
import org.isocenter.training.curation.Curator;
import org.isocenter.training.curation.Finding;
import org.isocenter.training.data.FramesInMemory;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.Encoder;
import org.isocenter.training.encoder.EncoderFeatures;
import org.isocenter.training.weights.Safetensors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What curation finds of the trouble in generated studies, without the stack around it, with ImageNet features; prints its figures. */
@Tag("proof-ssl")
class PhantomCurationTest {
    private static final List<String> CLASSES = List.of("normal", "smooth", "spiculated");

    @TempDir
    Path folder;

    @ParameterizedTest
    @ValueSource(longs = {7, 11})
    void planted_trouble_is_found_in_lists_that_a_steward_can_read(long seed) throws IOException {
        PhantomStudies.write(folder, PhantomPlan.standard(seed));
        List<TruthInstance> stored = PhantomTruth.read(folder).instances().stream()
                .filter(each -> each.trouble() != Trouble.BURNED_IN && each.trouble() != Trouble.RESENT)
                .toList();
        Map<String, String> names =
                stored.stream().collect(toMap(TruthInstance::sopUid, TruthInstance::sopUid, (first, again) -> first));
        Map<CurationIssue, PlantedKind> kinds = Planted.open(folder, names).kinds(raised(stored, look(stored))).stream()
                .collect(toMap(kind -> CurationIssue.valueOf(kind.issue()), Function.identity()));
        kinds.values()
                .forEach(kind -> System.out.printf(
                        "seed %d, %s: %d of %d found in %d flags%n",
                        seed, kind.issue(), kind.found(), kind.planted(), kind.flagged()));
        assertThat(kinds.get(CurationIssue.NEAR_DUPLICATE)).satisfies(kind -> {
            assertThat(kind.found()).isEqualTo(8);
            assertThat(kind.flagged()).isLessThanOrEqualTo(10);
        });
        assertThat(kinds.get(CurationIssue.SUSPICIOUS_LABEL)).satisfies(kind -> {
            assertThat(kind.found()).isGreaterThanOrEqualTo(13);
            assertThat(kind.flagged()).isLessThanOrEqualTo(32);
        });
        assertThat(kinds.get(CurationIssue.NOISE).flagged()).isEqualTo(8);
    }

    private List<Finding> look(List<TruthInstance> stored) throws IOException {
        OwnToolkit toolkit = new OwnToolkit();
        List<Frame> frames = new ArrayList<>();
        for (TruthInstance each : stored) {
            frames.add(toolkit.decode(toolkit.read(Files.readAllBytes(folder.resolve(each.file()))), 0));
        }
        List<String> uids = stored.stream().map(TruthInstance::sopUid).toList();
        List<String> patients = stored.stream().map(TruthInstance::patientId).toList();
        CurationSet set = new CurationSet(
                new FramesInMemory(uids, frames), patients, stacks(stored, frames), labels(stored), CLASSES);
        try (NDManager manager = NDManager.newBaseManager("PyTorch");
                InputStream file =
                        Files.newInputStream(SharedData.data("weights/efficientnet_lite0_imagenet.safetensors"));
                Encoder encoder =
                        Encoder.of(Architecture.named("tf_efficientnet_lite0"), manager, Safetensors.read(file))) {
            return new Curator(new EncoderFeatures(encoder, manager, 64), 1).look(set);
        }
    }

    /** A CT's series is a volume; the generator's UIDs end in series and instance. */
    private static List<String> stacks(List<TruthInstance> stored, List<Frame> frames) {
        List<String> stacks = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            String uid = stored.get(i).sopUid();
            boolean sliced = frames.get(i).modality().code().equals("CT");
            stacks.add(sliced ? uid.substring(0, uid.lastIndexOf('.')) : uid);
        }
        return stacks;
    }

    private static int[] labels(List<TruthInstance> stored) {
        return stored.stream()
                .mapToInt(each -> each.split().equals("train") ? CLASSES.indexOf(each.writtenClass()) : -1)
                .toArray();
    }

    private static List<Raised> raised(List<TruthInstance> stored, List<Finding> findings) {
        List<Raised> raised = new ArrayList<>();
        for (Finding finding : findings) {
            String other = finding.evidence().get("other") instanceof Integer place
                    ? stored.get(place).sopUid()
                    : null;
            raised.add(new Raised(finding.issue(), stored.get(finding.place()).sopUid(), other));
        }
        return raised;
    }
}
