package org.isocenter.training.method;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import org.isocenter.training.optimizer.AdamW;
import org.isocenter.training.optimizer.Clipping;
import org.isocenter.training.optimizer.GroupedOptimizer;
import org.isocenter.training.optimizer.Lars;
import org.isocenter.training.optimizer.ParameterGroup;
import org.isocenter.training.optimizer.Schedule;
import org.isocenter.training.optimizer.Sgd;
import org.isocenter.training.optimizer.UpdateRule;
import org.isocenter.training.testing.ToyEncoders;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class GoldenRunsTest {
    private final NDManager manager = NDManager.newBaseManager("PyTorch");

    @AfterEach
    void close() {
        manager.close();
    }

    @Test
    void ten_steps_of_simclr_with_momentum_equal_the_golden_run() {
        simClr("simclr_sgd", Sgd.usual());
    }

    @Test
    void ten_steps_of_simclr_with_layer_wise_rates_equal_the_golden_run() {
        simClr("simclr_lars", Lars.simClr());
    }

    private void simClr(String name, UpdateRule rule) {
        GoldenRun run = new GoldenRun(name, GoldenRunsTest::simClrName);
        ProjectionHead head = ProjectionHead.random(List.of(16, 32, 16), ProjectionHead.End.NORM, manager, 1);
        SimClr method = new SimClr(GoldenRun.setup(manager, ToyEncoders.convolutions(), 0.5), head);
        run.begin(method.state());
        run.follow(
                method,
                all(method, rule, Clipping.none(), run.schedule("lr"), Schedule.constant(1e-4)),
                manager,
                (step, t) -> method.loss(step, GoldenRun.views(t, false), t).value());
    }

    private static String simClrName(String name) {
        return name.replace("encoder.", "backbone.");
    }

    @Test
    void ten_steps_of_byol_equal_the_golden_run() {
        GoldenRun start = new GoldenRun("byol", GoldenRunsTest::simClrName);
        ProjectionHead projector = ProjectionHead.random(List.of(16, 32, 16), ProjectionHead.End.BIAS, manager, 1);
        ProjectionHead predictor = ProjectionHead.random(List.of(16, 32, 16), ProjectionHead.End.BIAS, manager, 2);
        MethodSetup setup = GoldenRun.setup(manager, ToyEncoders.convolutions(), 1);
        start.begin(new NamedArrays()
                .with("encoder", setup.encoder().state())
                .with("projector", projector.state())
                .with("predictor", predictor.state())
                .all());
        GoldenRun run = new GoldenRun("byol", GoldenRunsTest::byolName);
        Byol method = new Byol(setup, projector, predictor, run.schedule("ema_momentum"));
        run.follow(
                method,
                all(method, Sgd.usual(), Clipping.none(), run.schedule("lr"), Schedule.constant(1e-4)),
                manager,
                (step, t) -> method.loss(step, GoldenRun.views(t, false), t).value());
    }

    private static String byolName(String name) {
        if (name.startsWith("teacher")) {
            return name.replace("teacher.", "target/backbone.").replace("teacherProjector.", "target/projector.");
        }
        return "online/" + simClrName(name);
    }

    @Test
    void ten_steps_of_dino_equal_the_golden_run() {
        GoldenRun start = new GoldenRun("dino", GoldenRunsTest::dinoStart);
        DinoHead head = DinoHead.random(List.of(16, 32, 8), 32, manager, 1);
        MethodSetup setup = GoldenRun.setup(manager, ToyEncoders.convolutions(), 0.1);
        start.begin(new NamedArrays()
                .with("encoder", setup.encoder().state())
                .with("head", head.parameters())
                .all());
        GoldenRun run = new GoldenRun("dino", GoldenRunsTest::dinoName);
        Dino method = new Dino(setup, head, run.schedule("ema_momentum"), run.schedule("teacher_temp"));
        GroupedOptimizer optimizer = new GroupedOptimizer(
                AdamW.usual(),
                Clipping.perParameter(0.3),
                Pace.groups(method, run.schedule("lr"), 1, run.schedule("weight_decay"), 2));
        run.follow(method, optimizer, manager, (step, t) -> method.loss(step, GoldenRun.views(t, true), t)
                .value());
    }

    private static String dinoStart(String name) {
        return simClrName(name).replace(DinoHead.LAST, "last_v");
    }

    private static String dinoName(String name) {
        if (name.startsWith("teacher")) {
            return dinoStart(name.replace("teacher.", "teacher/backbone.").replace("teacherHead.", "teacher/head."));
        }
        return name.equals("centre") ? name : "student/" + dinoStart(name);
    }

    @Test
    void ten_steps_of_a_masked_autoencoder_equal_the_golden_run() {
        GoldenRun run = new GoldenRun("mae", GoldenRunsTest::maeName);
        Mae method = new Mae(GoldenRun.setup(manager, ToyEncoders.transformer(), 1), new MaskedDecoder.Size(16, 1, 2));
        run.begin(method.parameters());
        GroupedOptimizer optimizer =
                all(method, new AdamW(0.9, 0.95, 1e-8), Clipping.none(), run.schedule("lr"), Schedule.constant(0.05));
        double[] noise = GoldenRun.VIEWS.doubles("mae_noise");
        run.follow(method, optimizer, manager, (step, t) -> {
            double[][] rows = new double[16][];
            Arrays.setAll(rows, i -> Arrays.copyOfRange(noise, 16 * (16 * t + i), 16 * (16 * t + i + 1)));
            NDArray images = Views.of(step, GoldenRun.views(t, false), 0);
            return method.loss(step, images, PatchMask.of(rows, 0.75));
        });
    }

    private static String maeName(String name) {
        return name.replace("encoder.", "")
                .replace("decoder.", "")
                .replace("patch_embed.proj.", "patch_embed.")
                .replace(".mlp.", ".");
    }

    private static GroupedOptimizer all(
            SslMethod method, UpdateRule rule, Clipping clipping, Schedule rate, Schedule decay) {
        return new GroupedOptimizer(
                rule, clipping, List.of(new ParameterGroup("all", method.parameters(), rate, decay, 0)));
    }
}
