package org.isocenter.cli.intake;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.isocenter.cli.client.CohortCalls.Split;

/** What a run looks at: how it comes in, what is known about it, how it is divided. */
public interface Intake {

    /** In a few words, for the report. */
    String description();

    /**
     * Sends everything to a project.
     *
     * @return names of files that could not be taken in; those that the server held back are counted by the server
     */
    List<String> send(People people, String project, Telling telling);

    /** The tasks that the labels allow. */
    List<LabelTask> tasks();

    /** A split that was brought beside the labels. */
    Optional<Split> split();

    /** Whether several images are known to be of one patient. */
    boolean knowsPatients();

    /** The folder of the truth, where the images were generated. */
    Optional<Path> truth();
}
