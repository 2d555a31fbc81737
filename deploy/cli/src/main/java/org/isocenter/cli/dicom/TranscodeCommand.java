package org.isocenter.cli.dicom;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.concurrent.Callable;
import org.isocenter.cli.console.ExitCode;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.dicom.part10.Part10Reader;
import org.isocenter.dicom.part10.Part10Writer;
import org.isocenter.dicom.transcode.Encoding;
import org.isocenter.dicom.transcode.Transcoder;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code isocenter dicom transcode}: the same object in another transfer syntax. */
@Command(
        name = "transcode",
        mixinStandardHelpOptions = true,
        description = "Writes a DICOM file in another transfer syntax; stored values stay, unless --near allows less.")
public final class TranscodeCommand implements Callable<Integer> {
    @Parameters(index = "0", paramLabel = "IN", description = "A DICOM file.")
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private Path in;

    @Parameters(index = "1", paramLabel = "OUT", description = "The file to write.")
    @SuppressWarnings("NullAway.Init") // as above
    private Path out;

    @Option(
            names = "--to",
            required = true,
            paramLabel = "SYNTAX",
            description = "implicit, explicit, big-endian, deflated, deflated-frame, rle, jpeg-lossless,"
                    + " jpeg-lossless-sv1, jpeg-ls, jpeg-ls-near, jpeg-2000-lossless, jpeg-2000, or a UID.")
    @SuppressWarnings("NullAway.Init") // as above
    private String to;

    @Option(
            names = "--near",
            description = "With jpeg-ls-near: how far a sample may be off; makes a new, lossy instance (default: 0).")
    private int near;

    @Spec
    @SuppressWarnings("NullAway.Init") // as above
    private CommandSpec spec;

    @Override
    public Integer call() throws IOException {
        if (!Files.isRegularFile(in)) {
            spec.commandLine().getErr().println("There is no such file to read.");
            return ExitCode.NOT_FOUND;
        }
        Encoding encoding = Encoding.named(to);
        if (near != 0 && encoding != Encoding.JPEG_LS_NEAR) {
            throw new PlatformException(ErrorCode.BAD_REQUEST, "Expected --near only with --to jpeg-ls-near.");
        }
        DicomObject object = Part10Reader.read(in);
        write(near == 0 ? Transcoder.transcode(object, encoding.syntax()) : Transcoder.nearLossless(object, near));
        return ExitCode.DONE;
    }

    /** Aside first: the object may be read from the very file that is replaced. */
    private void write(DicomObject object) throws IOException {
        Path aside = out.resolveSibling(out.getFileName() + ".part");
        try {
            Part10Writer.write(object, aside);
            Files.move(aside, out, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(aside);
        }
    }
}
