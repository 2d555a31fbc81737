package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.model.WeightsExchange;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.encoder.TorchScript;
import org.isocenter.training.weights.SafetensorsHeader;
import org.isocenter.training.weights.TorchFile;

/** Compares names and shapes of a weights file with those of its architecture, and brings weights from and to PyTorch's forms; needs no engine. */
@ApplicationScoped
class TensorExchange implements WeightsExchange {
    private final ModelFiles files;

    TensorExchange(ModelFiles files) {
        this.files = files;
    }

    @Override
    public Path accept(String architecture, Path brought, Path folder) throws IOException {
        Architecture wanted = Architecture.named(architecture);
        Path stored =
                TorchFile.is(brought) ? converted(wanted, brought, folder.resolve("converted.safetensors")) : brought;
        wanted.requireFit(header(stored).shapes());
        return stored;
    }

    private static Path converted(Architecture architecture, Path brought, Path to) throws IOException {
        try (TorchFile file = TorchFile.open(brought);
                OutputStream out = Files.newOutputStream(to)) {
            file.writeSafetensors(architecture::renamed, out);
        }
        return to;
    }

    private static SafetensorsHeader header(Path file) throws IOException {
        try (InputStream in = new BufferedInputStream(Files.newInputStream(file))) {
            SafetensorsHeader header = SafetensorsHeader.read(in);
            long data = header.entries().isEmpty()
                    ? 0
                    : header.entries().get(header.entries().size() - 1).end();
            if (in.transferTo(OutputStream.nullOutputStream()) < data) {
                throw new PlatformException(
                        ErrorCode.WEIGHTS_UNREADABLE,
                        "the weights file ends before the %d bytes of values that its header names; copy it again"
                                .formatted(data));
            }
            return header;
        }
    }

    @Override
    public void writeTorchScript(String architecture, BlobKey weights, OutputStream out) throws IOException {
        TorchScript.write(Architecture.named(architecture), files.read(weights), out);
    }
}
