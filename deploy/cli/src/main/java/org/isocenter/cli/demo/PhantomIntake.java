package org.isocenter.cli.demo;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.isocenter.cli.client.CohortCalls.Split;
import org.isocenter.cli.console.ProgressBar;
import org.isocenter.cli.intake.Intake;
import org.isocenter.cli.intake.LabelRows;
import org.isocenter.cli.intake.LabelTask;
import org.isocenter.cli.intake.People;
import org.isocenter.cli.intake.Telling;
import org.isocenter.dicom.association.Requestor.Peer;
import org.isocenter.dicom.phantom.PhantomPlan;
import org.isocenter.dicom.phantom.PhantomStudies;

/** Generated studies: every other study goes by C-STORE, the rest by STOW-RS. */
final class PhantomIntake implements Intake {
    private static final int STOW_BATCH = 40;

    private final Path folder;
    private final Peer scanner;
    private final PhantomStudies.Written written;
    private final LabelRows labels;

    private PhantomIntake(Path folder, Peer scanner, PhantomStudies.Written written) {
        this.folder = folder;
        this.scanner = scanner;
        this.written = written;
        this.labels = LabelRows.read(folder.resolve("labels.csv"));
    }

    /**
     * Draws the studies.
     *
     * @param folder empty or not there yet
     * @param scanner where C-STORE goes
     */
    static PhantomIntake draw(Path folder, PhantomPlan plan, Peer scanner) {
        return new PhantomIntake(folder, scanner, PhantomStudies.write(folder, plan));
    }

    @Override
    public String description() {
        return "generated CT-like and X-ray-like studies of %d patients at several sites".formatted(written.patients());
    }

    @Override
    public List<String> send(People people, String project, Telling telling) {
        List<Path> studies = studies();
        List<Path> byStore = new ArrayList<>();
        List<Path> byStow = new ArrayList<>();
        for (int i = 0; i < studies.size(); i++) {
            (i % 2 == 0 ? byStore : byStow).addAll(files(studies.get(i)));
        }
        telling.found("%d objects by C-STORE, %d by STOW-RS".formatted(byStore.size(), byStow.size()));
        try (ProgressBar bar = telling.bar()) {
            new StoreScu(scanner).send(byStore, sent -> bar.show(sent, written.files(), "objects sent"));
            for (int from = 0; from < byStow.size(); from += STOW_BATCH) {
                int to = Math.min(byStow.size(), from + STOW_BATCH);
                people.steward().imports().store(project, byStow.subList(from, to));
                bar.show(byStore.size() + to, written.files(), "objects sent");
            }
        }
        return List.of();
    }

    /** Folders of one study each; objects that are sent a second time lie in a folder of their own. */
    private List<Path> studies() {
        try (Stream<Path> patients = Files.list(folder.resolve("dicom"))) {
            return patients.filter(Files::isDirectory).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<Path> files(Path study) {
        try (Stream<Path> files = Files.walk(study)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public List<LabelTask> tasks() {
        return Stream.of(labels.classification(), labels.segmentation())
                .flatMap(Optional::stream)
                .toList();
    }

    @Override
    public Optional<Split> split() {
        return Optional.empty();
    }

    @Override
    public boolean knowsPatients() {
        return true;
    }

    @Override
    public Optional<Path> truth() {
        return Optional.of(folder);
    }
}
