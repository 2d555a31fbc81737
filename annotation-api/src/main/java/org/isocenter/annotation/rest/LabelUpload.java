package org.isocenter.annotation.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.CharacterCodingException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.isocenter.annotation.config.AnnotationConfig;
import org.isocenter.annotation.labelfile.LabelFile;
import org.isocenter.annotation.labelfile.LabelImport;
import org.isocenter.annotation.labelfile.LabelImport.Imported;
import org.isocenter.annotation.labelfile.LabelRow;
import org.isocenter.annotation.rest.LabelViews.ImportView;
import org.isocenter.annotation.rest.LabelViews.PlaceView;
import org.isocenter.annotation.rest.LabelViews.RowView;
import org.isocenter.annotation.rest.LabelViews.SetView;
import org.isocenter.platform.blob.BlobStore;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.label.LabelSets;
import org.isocenter.platform.label.LabelView;
import org.isocenter.platform.security.ProjectKeys;
import org.isocenter.platform.study.FrameReader;
import org.isocenter.platform.study.StudyIndex;
import org.jboss.resteasy.reactive.multipart.FileUpload;
import org.jspecify.annotations.Nullable;

/** Fills a new label set from uploaded files, all or nothing. */
@ApplicationScoped
class LabelUpload {
    private final LabelSets labelSets;
    private final LabelView labels;
    private final LabelImport reader;
    private final AnnotationConfig config;

    LabelUpload(
            LabelSets labelSets,
            LabelView labels,
            StudyIndex index,
            ProjectKeys keys,
            FrameReader frames,
            BlobStore store,
            AnnotationConfig config) {
        this.labelSets = labelSets;
        this.labels = labels;
        this.reader = new LabelImport(index, keys, frames, store);
        this.config = config;
    }

    @Transactional
    ImportView run(LabelScheme scheme, String name, Path file, Map<String, Path> masks) {
        Imported imported = reader.read(scheme, rows(file), masks);
        LabelSet set = labelSets.put(labelSets.open(scheme.id(), name).id(), imported.labels());
        List<PlaceView> places = imported.places().entrySet().stream()
                .map(place -> new PlaceView(
                        place.getKey().instance().value(), place.getKey().frame(), place.getValue()))
                .toList();
        List<RowView> rows = imported.lines().entrySet().stream()
                .map(line -> new RowView(
                        line.getValue(),
                        line.getKey().instance().value(),
                        line.getKey().frame()))
                .toList();
        return new ImportView(SetView.of(set, labels.all(set.id())), places, rows);
    }

    /** Uploads by the relative path that their sender gave. */
    static Map<String, Path> byPath(@Nullable List<FileUpload> uploads) {
        Map<String, Path> files = new HashMap<>();
        for (FileUpload upload : uploads == null ? List.<FileUpload>of() : uploads) {
            String name = upload.fileName();
            files.put(name.startsWith("./") ? name.substring(2) : name, upload.uploadedFile());
        }
        return files;
    }

    private List<LabelRow> rows(Path file) {
        try (BufferedReader text = Files.newBufferedReader(file, UTF_8)) {
            return LabelFile.read(text, config.maxLabelRows());
        } catch (CharacterCodingException e) {
            throw new PlatformException(
                    ErrorCode.LABELS_UNREADABLE, "the label file is not UTF-8; save it as UTF-8", e);
        } catch (IOException e) {
            throw new PlatformException(ErrorCode.LABELS_UNREADABLE, "the label file did not arrive; send it again", e);
        }
    }
}
