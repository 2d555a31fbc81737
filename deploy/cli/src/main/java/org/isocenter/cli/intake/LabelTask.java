package org.isocenter.cli.intake;

import java.util.List;
import java.util.Map;
import org.isocenter.cli.client.IsocenterClient;
import org.isocenter.cli.client.LabelCalls.Imported;
import org.isocenter.cli.client.LabelCalls.LabelSet;

/**
 * What a kind of head learns.
 *
 * @param task {@code classification}, {@code ordinal} or {@code segmentation}
 * @param kind of the scheme, such as {@code MULTI_LABEL}
 * @param name of scheme and set
 * @param classes words of the scheme
 * @param labels the rows
 */
public record LabelTask(String task, String kind, String name, List<String> classes, LabelRows labels) {
    public static final String CLASSIFICATION = "classification";
    public static final String ORDINAL = "ordinal";
    public static final String SEGMENTATION = "segmentation";

    /**
     * Labels as the server has them.
     *
     * @param task what they are for
     * @param set frozen
     * @param imported where each row went
     */
    public record Frozen(LabelTask task, LabelSet set, Imported imported) {

        /** The way from the rows to the frames and back. */
        public FrameNames names() {
            return FrameNames.of(task, imported);
        }
    }

    public boolean isSegmentation() {
        return task.equals(SEGMENTATION);
    }

    /** Makes the scheme, sends the rows and freezes the set. */
    public Frozen freeze(IsocenterClient client, String project) {
        client.labels().createScheme(project, name, kind, classes);
        Imported imported = client.labels()
                .importFile(
                        project,
                        name,
                        name,
                        labels.csv(isSegmentation()),
                        isSegmentation() ? labels.masks() : Map.of());
        return new Frozen(this, client.labels().freeze(imported.labelSet().id()), imported);
    }
}
