package org.isocenter.cli.intake;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.isocenter.cli.client.LabelCalls;
import org.isocenter.cli.intake.LabelRows.Row;

/** The way between the names that a user's files have and the frames that the server knows. */
public final class FrameNames {

    /** A frame as jobs and predictions name it; {@code frame} counts from 0. */
    public record FrameRef(String sopInstanceUid, int frame) {}

    private final Map<String, FrameRef> byName = new HashMap<>();
    private final Map<FrameRef, Row> rows = new LinkedHashMap<>();

    private FrameNames() {}

    /** From what an import of labels said: row i of the task stands in line i + 2. */
    public static FrameNames of(LabelTask task, LabelCalls.Imported imported) {
        FrameNames names = new FrameNames();
        List<Row> rows = task.labels().rows();
        imported.rows().forEach(each -> {
            Row row = rows.get(each.line() - 2);
            FrameRef frame = new FrameRef(each.sopInstanceUid(), each.frame());
            names.rows.put(frame, row);
            names.byName.putIfAbsent(row.name(), frame);
        });
        return names;
    }

    /** The frame that a file's name stands for. */
    public Optional<FrameRef> frame(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /** The row that labels a frame. */
    public Optional<Row> row(FrameRef frame) {
        return Optional.ofNullable(rows.get(frame));
    }

    /** Identifiers after de-identification by those before, of rows that name an object. */
    public Map<String, String> stored() {
        Map<String, String> stored = new HashMap<>();
        rows.forEach((frame, row) -> Optional.ofNullable(row.names().get("sop_uid"))
                .ifPresent(original -> stored.put(original, frame.sopInstanceUid())));
        return stored;
    }
}
