package org.isocenter.platform.rest;

import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.audit.AuditAction;
import org.isocenter.platform.audit.AuditEntry;
import org.isocenter.platform.audit.AuditType;
import org.isocenter.platform.blob.BlobKey;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.model.EncoderVersion;
import org.isocenter.platform.model.ModelRegistry;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.model.WeightsExchange;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.security.AuditLog;

/** Takes weights in as the first encoder of a chain, once every check has passed, and notes when they leave. */
@ApplicationScoped
class WeightsImport {
    private final BlobStore blobs;
    private final ModelRegistry models;
    private final List<WeightsExchange> exchanges;
    private final AuditLog audit;
    private final String codeVersion;

    WeightsImport(
            BlobStore blobs,
            ModelRegistry models,
            @All List<WeightsExchange> exchanges,
            AuditLog audit,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String codeVersion) {
        this.blobs = blobs;
        this.models = models;
        this.exchanges = exchanges;
        this.audit = audit;
        this.codeVersion = codeVersion;
    }

    EncoderVersion read(ProjectId project, String name, String architecture, InputStream body) {
        BlobKey weights = store(architecture, body);
        return models.register(new EncoderVersion(
                UUID.randomUUID(),
                project,
                name,
                architecture,
                weights,
                Optional.empty(),
                Stage.IMAGENET,
                "import",
                Optional.empty(),
                0,
                codeVersion,
                Optional.empty(),
                Map.of(),
                Instant.now().truncatedTo(ChronoUnit.MICROS)));
    }

    void exported(EncoderVersion encoder) {
        audit.record(AuditEntry.of(
                AuditType.EXPORT,
                AuditAction.READ,
                encoder.project().value(),
                "weights",
                encoder.id().toString()));
    }

    /** An encoder's weights as a TorchScript archive, in a file that ends with the stream. */
    InputStream torchScript(EncoderVersion encoder) {
        try {
            Path file = Files.createTempFile("weights", ".pt");
            try (OutputStream out = Files.newOutputStream(file)) {
                for (WeightsExchange exchange : exchanges) {
                    exchange.writeTorchScript(encoder.architecture(), encoder.weights(), out);
                }
            } catch (IOException | RuntimeException e) {
                Files.delete(file);
                throw e;
            }
            return Files.newInputStream(file, StandardOpenOption.DELETE_ON_CLOSE);
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.STORAGE_FULL, "the weights could not be written; try again", e);
        }
    }

    private BlobKey store(String architecture, InputStream body) {
        try {
            Path folder = Files.createTempDirectory("weights");
            try {
                Path file = folder.resolve("brought");
                Files.copy(body, file);
                for (WeightsExchange exchange : exchanges) {
                    file = exchange.accept(architecture, file, folder);
                }
                return blobs.put(file);
            } finally {
                remove(folder);
            }
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.STORAGE_FULL, "the weights could not be taken in; try again", e);
        }
    }

    private static void remove(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        }
        Files.delete(folder);
    }
}
