package org.isocenter.dicom.bench;

import java.util.concurrent.TimeUnit;
import org.isocenter.dicom.burnedin.PixelCleaner;
import org.isocenter.dicom.burnedin.PixelRules;
import org.isocenter.dicom.deidentify.Deidentified;
import org.isocenter.dicom.deidentify.Deidentifier;
import org.isocenter.dicom.deidentify.ProfileChoice;
import org.isocenter.dicom.deidentify.SafePrivate;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.part10.Reading;
import org.isocenter.dicom.phantom.PhantomScans;
import org.isocenter.dicom.verdict.Judge;
import org.isocenter.dicom.verdict.Verdict;
import org.isocenter.platform.security.SealedStream;
import org.isocenter.platform.security.Sealing;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** What one CT slice goes through between the socket and the store, part by part, in milliseconds of one core. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 3, time = 2)
@Measurement(iterations = 5, time = 1)
@Fork(1)
public class IngestParts {
    private static final byte[] CONTEXT = new byte[16];

    /** Rows and columns of 16 bits: 526 kB and 10 kB. */
    @Param({"512", "64"})
    public int side;

    private final byte[] key = Sealing.newKey();
    private final Deidentifier deidentifier = new Deidentifier(SafePrivate.standard());
    private final Judge judge = new Judge();
    private final PixelCleaner pixels = new PixelCleaner(PixelRules.standard());
    private byte[] part10 = new byte[0];
    private byte[] sealed = new byte[0];

    /** Draws the slice. */
    @Setup
    public void draw() {
        part10 = Part10Writer.bytes(new PhantomScans(side, 1).next(1, "2.25.1").get(0));
        sealed = SealedStream.seal(key, part10, CONTEXT);
    }

    @Benchmark
    public byte[] seal() {
        return SealedStream.seal(key, part10, CONTEXT);
    }

    @Benchmark
    public byte[] open() {
        return SealedStream.open(key, sealed, CONTEXT);
    }

    @Benchmark
    public Reading read() {
        return Part10Reader.readAsFar(part10);
    }

    @Benchmark
    public Verdict readAndJudge() {
        return judge.judge(Part10Reader.readAsFar(part10));
    }

    @Benchmark
    public Deidentified readAndDeidentify() {
        return deidentifier.deidentify(Part10Reader.read(part10), ProfileChoice.research(), key);
    }

    @Benchmark
    public DicomObject readAndLookForText() {
        DicomObject object = Part10Reader.read(part10);
        pixels.check(object);
        return object;
    }

    @Benchmark
    public byte[] readAndWrite() {
        DicomObject object = Part10Reader.read(part10);
        return Part10Writer.bytes(object);
    }
}
