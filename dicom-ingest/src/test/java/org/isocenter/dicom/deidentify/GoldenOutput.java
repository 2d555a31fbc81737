package org.isocenter.dicom.deidentify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;
import org.isocenter.dicom.dataset.Dataset;
import org.isocenter.dicom.dataset.Tag;
import org.isocenter.dicom.dataset.TransferSyntax;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.study.Pseudonym;
import org.isocenter.platform.testing.SharedData;

/** A golden input, its cleaned object and the bytes as written, inflated where they were deflated. */
@SuppressWarnings("ArrayRecordComponent") // compared byte by byte where it matters
record GoldenOutput(
        String file,
        DicomObject before,
        DicomObject after,
        Pseudonym pseudonym,
        NavigableSet<String> takenAway,
        byte[] bytes) {
    private static final byte[] KEY = "a golden key of thirty-two bytes".getBytes(StandardCharsets.US_ASCII);
    private static final Map<ProfileChoice, List<GoldenOutput>> CACHE = new ConcurrentHashMap<>();
    private static final Set<String> HELD = ConcurrentHashMap.newKeySet();

    static List<GoldenOutput> all(ProfileChoice choice) {
        return CACHE.computeIfAbsent(choice, GoldenOutput::run);
    }

    static NavigableSet<String> held() {
        all(ProfileChoice.basic());
        return new TreeSet<>(HELD);
    }

    static long days(Dataset first, Dataset later) {
        return ChronoUnit.DAYS.between(date(first), date(later));
    }

    private static LocalDate date(Dataset dataset) {
        return LocalDate.parse(dataset.string(Tag.STUDY_DATE).orElseThrow(), DateTimeFormatter.BASIC_ISO_DATE);
    }

    boolean contains(byte[] pattern) {
        return new String(bytes, StandardCharsets.ISO_8859_1)
                .contains(new String(pattern, StandardCharsets.ISO_8859_1));
    }

    private static List<GoldenOutput> run(ProfileChoice choice) {
        Path inputs = SharedData.golden("deid/input");
        List<GoldenOutput> outputs = new ArrayList<>();
        try (Stream<Path> files = Files.list(inputs)) {
            for (Path file : files.sorted().toList()) {
                one(file, choice, outputs);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return outputs;
    }

    private static void one(Path file, ProfileChoice choice, List<GoldenOutput> outputs) throws IOException {
        DicomObject before = Part10Reader.read(file);
        try {
            Deidentified cleaned = new Deidentifier(SafePrivate.standard()).deidentify(before, choice, KEY);
            Path written = Files.createTempFile("golden", ".dcm");
            Part10Writer.write(cleaned.object(), written);
            byte[] bytes =
                    inflated(Files.readAllBytes(written), cleaned.object().transferSyntax());
            DicomObject after = Part10Reader.read(written);
            Files.delete(written);
            outputs.add(new GoldenOutput(
                    file.getFileName().toString(), before, after, cleaned.pseudonym(), cleaned.takenAway(), bytes));
        } catch (PlatformException e) {
            if (e.code() != ErrorCode.BURNED_IN_TEXT) {
                throw e;
            }
            HELD.add(file.getFileName().toString());
        }
    }

    private static byte[] inflated(byte[] bytes, TransferSyntax syntax) {
        if (!syntax.equals(TransferSyntax.DEFLATED_EXPLICIT_VR_LITTLE_ENDIAN)) {
            return bytes;
        }
        int metaEnd = 144 + (bytes[140] & 0xff) + ((bytes[141] & 0xff) << 8);
        Inflater inflater = new Inflater(true);
        inflater.setInput(bytes, metaEnd, bytes.length - metaEnd);
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, metaEnd);
        byte[] buffer = new byte[8192];
        try {
            for (int n = inflater.inflate(buffer); n > 0; n = inflater.inflate(buffer)) {
                out.write(buffer, 0, n);
            }
        } catch (DataFormatException e) {
            throw new IllegalStateException(e);
        } finally {
            inflater.end();
        }
        return out.toByteArray();
    }
}
