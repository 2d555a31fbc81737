package org.isocenter.dicom.verdict;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.SplittableRandom;
import org.isocenter.dicom.json.DatasetJson;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.part10.Reading;

/** A process of its own, started with little memory, that judges files or mutants of them and prints a line for each. */
public final class JudgingProcess {
    private static final long LARGEST = 4L << 20;

    /** A busy machine makes wait what is not slow. */
    private static final ThreadMXBean CPU = ManagementFactory.getThreadMXBean();

    private final Judge judge = new Judge();

    private JudgingProcess() {}

    /** Takes a file that lists paths; for mutants, their seed and number too. */
    public static void main(String[] args) throws IOException {
        List<Path> files =
                Files.readAllLines(Path.of(args[0])).stream().map(Path::of).toList();
        JudgingProcess process = new JudgingProcess();
        if (args.length == 1) {
            for (Path file : files) {
                process.print(file, Files.readAllBytes(file));
            }
        } else {
            process.mutants(files, Long.parseLong(args[1]), Integer.parseInt(args[2]));
        }
    }

    private void mutants(List<Path> files, long seed, int count) throws IOException {
        List<Path> small =
                files.stream().filter(file -> file.toFile().length() < LARGEST).toList();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed + i);
            Path file = small.get(random.nextInt(small.size()));
            byte[] other = Files.readAllBytes(small.get(random.nextInt(small.size())));
            print(Path.of(i + " of " + file.getFileName()), Mutant.of(Files.readAllBytes(file), other, random));
        }
    }

    private void print(Path name, byte[] bytes) {
        long start = CPU.getCurrentThreadCpuTime();
        String outcome;
        try {
            outcome = whole(bytes);
        } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) { // this is what the test looks for
            outcome = "crash: " + e + " at " + e.getStackTrace()[0];
        }
        long millis = (CPU.getCurrentThreadCpuTime() - start) / 1_000_000;
        System.out.println(name + "\t" + outcome + "\t" + millis);
    }

    /** Reads, judges and prints; what is accepted is written and read again. */
    private String whole(byte[] bytes) {
        Reading reading = Part10Reader.readAsFar(bytes);
        DicomObject object = reading.object();
        int printed = DatasetJson.of(object.dataset(), object.transferSyntax().isBigEndian())
                .toString()
                .length();
        Verdict verdict = judge.judge(reading);
        if (verdict.refusal().isEmpty()) {
            Part10Reader.read(Part10Writer.bytes(object));
        }
        return verdict.outcome().word() + "\t" + printed;
    }
}
