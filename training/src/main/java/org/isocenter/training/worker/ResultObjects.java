package org.isocenter.training.worker;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.isocenter.platform.imaging.Frame;
import org.isocenter.platform.model.HeadVersion;
import org.isocenter.platform.result.DrawnMask;
import org.isocenter.platform.result.FrameResult;
import org.isocenter.platform.result.ResultAuthor;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.result.ResultWriter;
import org.isocenter.platform.study.InstanceRecord;
import org.isocenter.platform.study.StudyIndex;
import org.isocenter.platform.work.JobRun;
import org.isocenter.training.data.FrameSource;
import org.isocenter.training.data.Masks;
import org.isocenter.training.view.Plane;
import org.isocenter.training.view.Resize;
import org.isocenter.training.worker.OpenHead.Answer;
import org.isocenter.training.worker.PredictedStudies.Part;

/** Makes DICOM objects of a head's answers and enters them into the index, where QIDO-RS and WADO-RS find them; they have no frames there and train nothing. */
@ApplicationScoped
class ResultObjects {
    private final ResultWriter writer;
    private final StudyIndex index;
    private final String codeVersion;

    ResultObjects(
            ResultWriter writer,
            StudyIndex index,
            @ConfigProperty(name = "quarkus.application.version", defaultValue = "unknown") String codeVersion) {
        this.writer = writer;
        this.index = index;
        this.codeVersion = codeVersion;
    }

    /** The objects of some studies, study by study; an object of an earlier try of the job stays as it is. */
    List<InstanceRecord> make(
            JobRun run, HeadVersion head, Set<ResultForm> forms, Part part, List<Answer> answers, FrameSource images) {
        ResultAuthor author = new ResultAuthor(
                run.job().id(), head.id(), head.name(), codeVersion, run.job().submittedAt());
        Map<String, List<FrameResult>> byStudy = new LinkedHashMap<>();
        for (int i = 0; i < answers.size(); i++) {
            InstanceRecord instance = part.instances().get(i);
            byStudy.computeIfAbsent(instance.study().value(), key -> new ArrayList<>())
                    .add(result(
                            instance,
                            part.members().get(i).frame().frame(),
                            answers.get(i),
                            images.frame(i),
                            HeadFiles.classes(head).size()));
        }
        List<InstanceRecord> made = new ArrayList<>();
        for (List<FrameResult> study : byStudy.values()) {
            List<InstanceRecord> written = writer.write(author, HeadFiles.classes(head), forms, study);
            run.fenced(() -> written.forEach(index::index));
            made.addAll(written);
        }
        return made;
    }

    private static FrameResult result(InstanceRecord instance, int frame, Answer answer, Frame image, int classes) {
        int rows = side(instance, "Rows", image.rows());
        int columns = side(instance, "Columns", image.columns());
        Optional<DrawnMask> mask = answer.mask()
                .map(drawn -> new DrawnMask(
                        rows,
                        columns,
                        Masks.sized(drawn, image.rows(), image.columns(), rows, columns),
                        answer.shares()
                                .map(shares -> octets(Resize.to(shares, rows, columns), classes))
                                .orElse(List.of())));
        return new FrameResult(
                instance, frame, answer.probabilities(), mask, answer.why().map(Abstention.Why::sentence));
    }

    /** Frames are cached at less than their size where they are large; their objects have the images' own. */
    private static int side(InstanceRecord instance, String keyword, int otherwise) {
        return instance.headers().get(keyword) instanceof Number number ? number.intValue() : otherwise;
    }

    /** One channel per class, without the background, in 255 steps. */
    private static List<byte[]> octets(Plane shares, int classes) {
        int area = shares.rows() * shares.columns();
        return IntStream.rangeClosed(1, classes)
                .mapToObj(k -> {
                    byte[] octets = new byte[area];
                    for (int i = 0; i < area; i++) {
                        octets[i] = (byte) Math.round(255 * Math.min(1, Math.max(0, shares.values()[k * area + i])));
                    }
                    return octets;
                })
                .toList();
    }
}
