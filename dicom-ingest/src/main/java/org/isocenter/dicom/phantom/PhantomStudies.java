package org.isocenter.dicom.phantom;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.isocenter.dicom.phantom.anatomy.AxialSlice;
import org.isocenter.dicom.phantom.anatomy.LesionClass;
import org.isocenter.dicom.phantom.anatomy.Picture;
import org.isocenter.dicom.phantom.anatomy.Radiograph;
import org.isocenter.dicom.phantom.anatomy.Thorax;
import org.isocenter.dicom.phantom.scanner.Fleet;
import org.isocenter.dicom.phantom.scanner.Scanner;
import org.isocenter.dicom.phantom.scanner.Stored;
import org.isocenter.dicom.phantom.truth.PhantomTruth;
import org.isocenter.dicom.phantom.truth.Trouble;

/**
 * Generates a set of studies that stands in for a hospital's: DICOM files in many syntaxes, a label file, lesion masks,
 * and apart from them the truth about all that was planted. The same plan gives the same files.
 */
public final class PhantomStudies {
    private static final List<LesionClass> KINDS = List.of(LesionClass.values());
    private static final double SLICE_MM = 3.2;
    private static final int FOLLOW_UP_SLICES = 3;

    private final PhantomPlan plan;
    private final SplittableRandom random;
    private final PhantomFiles files;
    private final List<Frame> frames = new ArrayList<>();
    private final List<Person> people = new ArrayList<>();
    private int visits;

    private PhantomStudies(Path folder, PhantomPlan plan) {
        this.plan = plan;
        this.random = new SplittableRandom(plan.seed());
        this.files = new PhantomFiles(folder);
    }

    /** How much was written; what was planted stays in its file. */
    public record Written(int patients, int files) {}

    /** One rendered picture with where it belongs, kept until trouble has been planted. */
    record Frame(
            Visit visit,
            int series,
            int instance,
            double z,
            LesionClass kind,
            String split,
            Picture picture,
            Stored stored) {

        Frame with(Stored other) {
            return new Frame(visit, series, instance, z, kind, split, picture, other);
        }
    }

    /**
     * Writes {@code dicom/…}, {@code masks/…}, {@code labels.csv} and {@code truth.json} into a folder that is empty or
     * not there yet.
     */
    public static Written write(Path folder, PhantomPlan plan) {
        refuseFull(folder);
        PhantomStudies studies = new PhantomStudies(folder, plan);
        studies.drawPatients();
        studies.writeAll();
        PhantomTruth truth = studies.files.truth(plan.seed(), studies.people);
        truth.write(folder);
        return new Written(truth.patients(), truth.instances().size());
    }

    private static void refuseFull(Path folder) {
        if (!Files.isDirectory(folder)) {
            return;
        }
        try (Stream<Path> entries = Files.list(folder)) {
            if (entries.findAny().isPresent()) {
                throw new IllegalArgumentException("the folder for a generated set must be empty");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void drawPatients() {
        for (int patient = 0; patient < plan.ctPatients() + plan.dxPatients(); patient++) {
            boolean ct = patient < plan.ctPatients();
            int place = ct ? patient : patient - plan.ctPatients();
            List<Scanner> fleet = ct ? Fleet.ct() : Fleet.dx();
            Scanner scanner = fleet.get(place / KINDS.size() % fleet.size());
            Person person = person(scanner);
            Thorax body = new Thorax(KINDS.get(place % KINDS.size()), person.female(), random.split());
            String split = split(place / KINDS.size(), ct ? plan.ctPatients() : plan.dxPatients());
            if (ct) {
                drawSlices(visit(person, scanner, 0), body, plan.slices(), split);
            } else {
                drawRadiographs(visit(person, scanner, 0), body, split);
            }
            if (ct && place % 10 == 4) {
                drawSlices(visit(person, scanner, random.nextInt(30, 200)), body, FOLLOW_UP_SLICES, split);
            }
        }
    }

    /** Of each class the first half of the patients is for training, a tenth for validation, the rest for testing. */
    private static String split(int place, int patients) {
        double share = (place + 0.5) / Math.max(1, patients / KINDS.size());
        if (share < 0.52) {
            return "train";
        }
        return share < 0.64 ? "val" : "test";
    }

    private Person person(Scanner scanner) {
        Person person = Person.invent(people.size(), scanner.site(), random);
        people.add(person);
        return person;
    }

    private Visit visit(Person person, Scanner scanner, int daysLater) {
        LocalDate first =
                LocalDate.of(2019, 1, 7).plusDays(Math.floorMod(person.id().hashCode(), 1500));
        int number = visits++;
        return new Visit(
                person,
                scanner,
                number,
                first.plusDays(daysLater)
                        .atTime(8 + number % 9, number * 7 % 60, number * 11 % 60, number * 1_031_000 % 999_999_000),
                "1.2.826.0.1.3680043.10.9998." + plan.seed());
    }

    private void drawSlices(Visit visit, Thorax body, int slices, String split) {
        double shiftX = random.nextDouble(-6, 6);
        double shiftY = random.nextDouble(-6, 6);
        for (int slice = 0; slice < slices; slice++) {
            double z = body.centreZ() + (slice - (slices - 1) / 2.0) * SLICE_MM;
            double spacing = visit.scanner().spacing(plan.ctSize());
            Picture picture = AxialSlice.of(body, plan.ctSize(), spacing, z, shiftX, shiftY);
            add(new Frame(
                    visit,
                    1,
                    slice + 1,
                    z,
                    body.kind(),
                    split,
                    picture,
                    visit.scanner().expose(picture, random)));
        }
    }

    private void drawRadiographs(Visit visit, Thorax body, String split) {
        double spacing = visit.scanner().spacing(plan.dxSize());
        for (int exposure = 1; exposure <= 2; exposure++) {
            Picture picture =
                    Radiograph.of(body, plan.dxSize(), spacing, random.nextDouble(-12, 12), random.nextDouble(-12, 12));
            add(new Frame(
                    visit,
                    exposure,
                    1,
                    0,
                    body.kind(),
                    split,
                    picture,
                    visit.scanner().expose(picture, random)));
        }
    }

    private void add(Frame frame) {
        frames.add(frame);
    }

    private void writeAll() {
        List<Integer> training = trainingPlaces();
        int taken = 0;
        List<Trouble> planted = new ArrayList<>(Collections.nCopies(frames.size(), Trouble.NONE));
        for (int i = 0; i < plan.trouble(); i++) {
            planted.set(training.get(taken++), Trouble.INVERTED);
            planted.set(training.get(taken++), Trouble.WRONG_LABEL);
            planted.set(training.get(taken++), Trouble.WRONG_LABEL);
        }
        for (int i = 0; i < frames.size(); i++) {
            write(frames.get(i), planted.get(i));
        }
        for (int i = 0; i < plan.trouble(); i++) {
            repeat(frames.get(training.get(taken++)), Trouble.EXACT_DUPLICATE);
            repeat(frames.get(training.get(taken++)), Trouble.NEAR_DUPLICATE);
            repeat(frames.get(training.get(taken++)), i % 2 == 0 ? Trouble.NOISE : Trouble.BLANK);
            repeat(frames.get(training.get(taken++)), i % 2 == 0 ? Trouble.BLANK : Trouble.NOISE);
        }
        for (int i = 0; i < Math.max(1, plan.trouble() / 4); i++) {
            files.writeAgain(frames.get(training.get(taken++)));
            repeat(frames.get(training.get(taken++)), Trouble.BURNED_IN);
        }
    }

    /** Places of training frames in random order; each is used for one trouble at most. */
    private List<Integer> trainingPlaces() {
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < frames.size(); i++) {
            if ("train".equals(frames.get(i).split())) {
                places.add(i);
            }
        }
        for (int i = places.size() - 1; i > 0; i--) {
            Collections.swap(places, i, random.nextInt(i + 1));
        }
        return places;
    }

    private void write(Frame frame, Trouble trouble) {
        Frame shown = trouble == Trouble.INVERTED ? frame.with(Spoiler.inverted(frame.stored())) : frame;
        LesionClass written = trouble == Trouble.WRONG_LABEL ? other(frame.kind()) : frame.kind();
        files.write(shown, trouble, written.label(), null);
    }

    private LesionClass other(LesionClass kind) {
        int step = 1 + random.nextInt(KINDS.size() - 1);
        return KINDS.get((KINDS.indexOf(kind) + step) % KINDS.size());
    }

    /** A further instance made from one that is there. */
    private void repeat(Frame frame, Trouble trouble) {
        Stored stored = frame.stored();
        boolean samePerson = trouble == Trouble.NEAR_DUPLICATE;
        Scanner scanner = frame.visit().scanner();
        Visit visit = samePerson ? frame.visit() : visit(person(scanner), scanner, 0);
        int series = samePerson ? frame.series() + 8 : 1;
        boolean labelled = trouble == Trouble.NEAR_DUPLICATE || trouble == Trouble.EXACT_DUPLICATE;
        Stored spoiled =
                switch (trouble) {
                    case NEAR_DUPLICATE -> Spoiler.nearly(stored, random);
                    case NOISE -> Spoiler.noise(stored, random);
                    case BLANK -> Spoiler.blank(stored, random);
                    case BURNED_IN -> Spoiler.burnedIn(stored, visit.person());
                    default -> stored;
                };
        Frame repeated = new Frame(
                visit,
                series,
                frame.instance(),
                frame.z(),
                frame.kind(),
                labelled ? frame.split() : "unlabelled",
                frame.picture(),
                spoiled);
        String original = labelled ? frame.visit().instanceUid(frame.series(), frame.instance()) : null;
        files.write(repeated, trouble, labelled ? frame.kind().label() : "", original);
    }
}
