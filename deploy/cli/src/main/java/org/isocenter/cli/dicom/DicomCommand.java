package org.isocenter.cli.dicom;

import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code isocenter dicom}: offline tools on DICOM files. */
@Command(
        name = "dicom",
        mixinStandardHelpOptions = true,
        description = "Offline tools on DICOM files; no server needed.",
        subcommands = {
            DeidentifyCommand.class,
            InspectCommand.class,
            PhantomCommand.class,
            TranscodeCommand.class,
            VerifyCommand.class
        })
public final class DicomCommand implements Runnable {
    @Spec
    @SuppressWarnings("NullAway.Init") // picocli sets it before a verb runs
    private CommandSpec spec;

    @Override
    public void run() {
        throw new ParameterException(spec.commandLine(), "Name a verb of dicom.");
    }
}
