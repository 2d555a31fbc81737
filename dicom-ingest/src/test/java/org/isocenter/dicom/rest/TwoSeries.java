package org.isocenter.dicom.rest;

import static io.restassured.RestAssured.given;

import io.restassured.response.ExtractableResponse;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.isocenter.dicom.mediatype.MediaRange;
import org.isocenter.dicom.multipart.PartReader;
import org.isocenter.dicom.multipart.PartReader.Part;
import org.isocenter.dicom.service.IngestRunner;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.project.DeidentificationChoice;
import org.isocenter.platform.project.Member;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.study.StudyQuery;
import org.isocenter.platform.testing.SharedData;
import org.junit.jupiter.api.BeforeEach;

/** Two real series in a project of their own, for tests that ask as viewers and client libraries do. */
abstract class TwoSeries {
    private static int number;

    @Inject
    Projects projects;

    @Inject
    StudyIndex index;

    @Inject
    BlobStore store;

    @Inject
    IngestRunner runner;

    Project project;
    InstanceRecord first;
    private byte[] sent = {};

    @BeforeEach
    void two_series_are_stored() throws IOException {
        number++;
        project = projects.create(
                new Project(ProjectId.random(), "web-" + number, "WEB" + number, DeidentificationChoice.RESEARCH));
        projects.add(new Member(project.id(), "rita"));
        for (String series : List.of("dicom/sag-anon_mr_t1", "dicom/dcm_qa_ct_ge_head")) {
            try (Stream<Path> files = Files.list(SharedData.data(series))) {
                for (Path file : files.filter(path -> path.toString().endsWith(".dcm"))
                        .sorted()
                        .limit(3)
                        .toList()) {
                    sent = Files.readAllBytes(file);
                    runner.ingest(runner.receive(project, Optional.empty(), sent));
                }
            }
        }
        first = index.find(StudyQuery.of(project.id())).items().stream()
                .filter(instance -> instance.modality().code().equals("MR"))
                .findFirst()
                .orElseThrow();
    }

    static BufferedImage picture(ValidatableResponse answer, String type) throws IOException {
        return ImageIO.read(new ByteArrayInputStream(
                answer.statusCode(200).contentType(type).extract().asByteArray()));
    }

    ValidatableResponse get(String path, String accept) {
        return given().accept(accept)
                .get("/dicomweb/" + project.name() + "/" + path)
                .then();
    }

    static String path(InstanceRecord instance) {
        return "studies/" + instance.study() + "/series/" + instance.series();
    }

    static List<byte[]> parts(ExtractableResponse<Response> answer) throws IOException {
        List<byte[]> parts = new ArrayList<>();
        String boundary = MediaRange.parse(answer.contentType())
                .flatMap(type -> type.parameter("boundary"))
                .orElseThrow();
        PartReader reader = new PartReader(new ByteArrayInputStream(answer.asByteArray()), boundary);
        for (Optional<Part> part = reader.next(); part.isPresent(); part = reader.next()) {
            parts.add(part.get().body().readAllBytes());
        }
        return parts;
    }

    /** One of the files, as it was sent. */
    byte[] sent() {
        return sent.clone();
    }
}
