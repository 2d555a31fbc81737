package org.isocenter.dicom.deidentify;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.FileVisitOption;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.DigestOutputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.deidentify.Certificate.CertifiedFile;
import org.isocenter.dicom.deidentify.DeidentifyReport.Entry;
import org.isocenter.dicom.deidentify.DeidentifyReport.Outcome;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.digest.Sha256;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.security.KeyedHash;
import org.isocenter.platform.security.KeyedUids;
import org.jspecify.annotations.Nullable;

/**
 * De-identifies a file or every file below a folder into another folder, as many at a time as there are processors.
 * Output paths are made of the pseudonym and a new UID alone; one bad file does not stop the rest.
 */
public final class DeidentifyFolder {
    private static final Set<ErrorCode> HELD = EnumSet.of(ErrorCode.BURNED_IN_TEXT, ErrorCode.INVALIDATED);

    private static final Pattern NEW_UID = Pattern.compile("2\\.25\\.\\d{1,39}");

    private final ProfileChoice choice;
    private final byte[] key;
    private final Clock clock;
    private final Deidentifier deidentifier;

    /** Takes the profile, a key of at least 32 bytes, what cleans an object, and the time of the certificate. */
    public DeidentifyFolder(ProfileChoice choice, byte[] key, Deidentifier deidentifier, Clock clock) {
        this.choice = choice;
        this.key = key.clone();
        this.clock = clock;
        this.deidentifier = deidentifier;
    }

    /**
     * What came of a folder.
     *
     * @param report what became of every file, for whoever gave it
     * @param certificate what was done to those written, for whoever receives them
     */
    public record Result(DeidentifyReport report, Certificate certificate) {}

    /** A file that was dealt with. */
    private record Done(Entry entry, @Nullable CertifiedFile certified) {}

    /** Cleans everything below {@code in} into {@code out}; entries are in the order of paths. */
    public Result deidentify(Path in, Path out) throws IOException {
        List<Done> all = all(files(in), new Target(out, this::named));
        List<CertifiedFile> certified = all.stream()
                .flatMap(done -> Stream.ofNullable(done.certified()))
                .toList();
        Map<String, Integer> actions = new TreeMap<>();
        certified.forEach(file -> file.actions().forEach((code, times) -> actions.merge(code, times, Integer::sum)));
        String keyId = new KeyedHash(key).keyId();
        String at = clock.instant().truncatedTo(ChronoUnit.SECONDS).toString();
        return new Result(
                new DeidentifyReport(all.stream().map(Done::entry).toList(), keyId, choice.summary()),
                new Certificate(choice.summary(), keyId, at, actions, certified));
    }

    private List<Done> all(List<Path> files, Target target) {
        ExecutorService threads =
                Executors.newFixedThreadPool(Runtime.getRuntime().availableProcessors());
        try {
            List<Future<Done>> running = files.stream()
                    .map(file -> threads.submit(() -> one(file, target)))
                    .toList();
            List<Done> done = new ArrayList<>();
            for (Future<Done> each : running) {
                done.add(each.get());
            }
            return done;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new PlatformException(ErrorCode.INTERNAL, "interrupted before all files were done", e);
        } catch (ExecutionException e) {
            throw new PlatformException(ErrorCode.INTERNAL, "a file ended in a way that nobody foresaw", e.getCause());
        } finally {
            threads.shutdownNow();
        }
    }

    /** Every file below a path in order; what cannot be entered is among them, and fails as a file. */
    private static List<Path> files(Path in) throws IOException {
        List<Path> files = new ArrayList<>();
        Files.walkFileTree(in, EnumSet.of(FileVisitOption.FOLLOW_LINKS), Integer.MAX_VALUE, new SimpleFileVisitor<>() {
            @Override
            public FileVisitResult visitFile(Path file, BasicFileAttributes attributes) {
                if (attributes.isRegularFile() || attributes.isSymbolicLink()) {
                    files.add(file);
                }
                return FileVisitResult.CONTINUE;
            }

            @Override
            public FileVisitResult visitFileFailed(Path file, IOException why) {
                files.add(file);
                return FileVisitResult.CONTINUE;
            }
        });
        files.sort(null);
        return files;
    }

    private Done one(Path file, Target target) {
        try {
            Deidentified cleaned = deidentifier.deidentify(Part10Reader.read(file), choice, key);
            CertifiedFile certified = target.save(cleaned, Sha256.ofFile(file));
            return new Done(
                    new Entry(file.toString(), certified.output(), Outcome.WRITTEN, List.of(), cleaned.actions()),
                    certified);
        } catch (PlatformException e) {
            return ended(file, HELD.contains(e.code()) ? Outcome.HELD : Outcome.FAILED, e.code(), e.getMessage());
        } catch (IOException e) {
            return ended(
                    file, Outcome.FAILED, ErrorCode.NOT_DICOM, "The file could not be read; check its permissions.");
        } catch (RuntimeException | StackOverflowError | OutOfMemoryError e) { // one object must not stop the rest
            return ended(
                    file,
                    Outcome.FAILED,
                    ErrorCode.DEIDENTIFICATION_FAILED,
                    e.getClass().getSimpleName());
        }
    }

    private static Done ended(Path file, Outcome outcome, ErrorCode code, @Nullable String why) {
        return new Done(new Entry(file.toString(), null, outcome, List.of(code.id() + " " + why), Map.of()), null);
    }

    /** A new UID names its file; one that the input had, or that is none, stays out of the name. */
    private String named(String uid) {
        boolean fresh = !choice.has(Option.UIDS) && NEW_UID.matcher(uid).matches();
        return fresh ? uid : new KeyedUids(key).derive("file", uid);
    }

    /** The folder that is written into; two inputs of one UID get two names. */
    private record Target(Path folder, UnaryOperator<String> naming, Map<String, Integer> names) {
        Target(Path folder, UnaryOperator<String> naming) {
            this(folder, naming, new ConcurrentHashMap<>());
        }

        CertifiedFile save(Deidentified cleaned, String before) {
            String name = name(cleaned);
            Path file = folder.resolve(name + ".dcm");
            Path aside = folder.resolve(name + ".part");
            MessageDigest digest = Sha256.digest();
            try {
                Files.createDirectories(file.getParent());
                try (OutputStream out = new DigestOutputStream(Files.newOutputStream(aside), digest)) {
                    Part10Writer.write(cleaned.object(), out);
                }
                Files.move(aside, file, StandardCopyOption.ATOMIC_MOVE);
            } catch (IOException e) {
                throw new PlatformException(
                        ErrorCode.STORAGE_FULL, "Expected room and leave to write in the output folder.", e);
            }
            return new CertifiedFile(name + ".dcm", before, Sha256.hex(digest.digest()), cleaned.actions());
        }

        private String name(Deidentified cleaned) {
            String uid = cleaned.object().dataset().string(Tag.SOP_INSTANCE_UID).orElseThrow();
            String name = cleaned.pseudonym() + "/" + naming.apply(uid);
            int times = names.merge(name, 1, Integer::sum);
            return times == 1 ? name : name + "-" + times;
        }
    }
}
