package org.isocenter.training.config;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.isocenter.platform.job.Lane;
import org.isocenter.training.encoder.Precision;

/** Settings of the worker. */
@ConfigMapping(prefix = "isocenter.training")
public interface TrainingConfig {

    /** The lanes that this worker serves, one job of each at a time: any of {@code long}, {@code interactive}. */
    @WithDefault("long,interactive")
    Set<Lane> lanes();

    /** How long an idle lane sleeps before it looks for jobs of lost workers; new jobs wake it at once. */
    @WithDefault("5s")
    Duration idleWait();

    /** How long a worker that is asked to stop may take to save its place and give its jobs back. */
    @WithDefault("20s")
    Duration leaveWithin();

    /** After how many steps a run saves the place from which another worker can go on; it does so after each epoch too. */
    @WithDefault("50")
    int checkpointSteps();

    /** The folder of decoded frames; each worker process needs its own. */
    @WithDefault("${isocenter.home:${user.home}/.isocenter}/frame-cache")
    Path cacheFolder();

    /** Bytes that decoded frames may take; the oldest go first. */
    @WithDefault("21474836480")
    long cacheBytes();

    /** The folder of features that encoders gave to frames, so that heads on the same images compute them once; workers of a machine may share it. */
    @WithDefault("${isocenter.home:${user.home}/.isocenter}/feature-cache")
    Path featureFolder();

    /** Bytes that features may take, 4 to 8 KB an image for each encoder and size; those not read for longest go first. 0 keeps none. */
    @WithDefault("4294967296")
    long featureBytes();

    /** Longest short side in pixels of a decoded frame; a run that looks at larger views keeps larger frames. */
    @WithDefault("256")
    int frameCap();

    /** Threads that decode frames and make views ahead of the engine. */
    @WithDefault("2")
    int loaderThreads();

    /** How many heads and encoders stay open after a question, ready for the next; the one asked longest ago is closed first. 0 opens them anew for each question. */
    @WithDefault("4")
    int openModels();

    /** In what encoders are pretrained: {@code float32} or {@code bfloat16}; without it, bfloat16 on a GPU and float32 elsewhere. */
    Optional<Precision> precision();
}
