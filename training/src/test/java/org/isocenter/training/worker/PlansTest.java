package org.isocenter.training.worker;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.isocenter.platform.error.ErrorCode;
import org.isocenter.platform.error.PlatformException;
import org.isocenter.platform.label.LabelKind;
import org.isocenter.platform.label.LabelScheme;
import org.isocenter.platform.label.LabelSet;
import org.isocenter.platform.model.Stage;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.result.ResultForm;
import org.isocenter.platform.study.FrameId;
import org.isocenter.platform.study.SopInstanceUid;
import org.isocenter.platform.study.StudyUid;
import org.isocenter.training.collapse.OnCollapse;
import org.isocenter.training.data.Volumes;
import org.isocenter.training.encoder.Architecture;
import org.isocenter.training.finetune.Balance;
import org.isocenter.training.finetune.LabelBudget;
import org.isocenter.training.method.MethodName;
import org.isocenter.training.view.ViewProfile;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PlansTest {
    private static final String SOME = UUID.randomUUID().toString();

    @Test
    void a_pretraining_plan_needs_a_cohort_and_a_name_and_has_defaults_for_the_rest() {
        PretrainPlan plan = PretrainPlan.of(Map.of("cohortVersion", SOME, "name", "chest"));

        assertThat(plan.cohortVersion()).isEqualTo(UUID.fromString(SOME));
        assertThat(plan.method()).isEqualTo(MethodName.SIMCLR);
        assertThat(plan.imageSize()).isEqualTo(64);
        assertThat(plan.batchSize(1000)).isEqualTo(128);
        assertThat(plan.batchSize(60)).isEqualTo(60);
        assertThat(plan.steps(100_000)).isEqualTo(10 * 781);
        assertThat(plan.steps(4835)).as("14 epochs").isEqualTo(14 * 37);
        assertThat(plan.steps(60)).isEqualTo(500);
        assertThat(plan.transductive()).isFalse();
        assertThat(plan.onCollapse()).isEqualTo(OnCollapse.PAUSE);
        assertThat(plan.profile()).isEmpty();
        assertThat(plan.time()).isEmpty();
    }

    @Test
    void a_pretraining_plan_is_read_whole() {
        PretrainPlan plan = PretrainPlan.of(pretraining(Map.of(
                "minutes",
                1.5,
                "learningRate",
                2e-4,
                "profile",
                "CT",
                "seed",
                7,
                "warmupEpochs",
                0,
                "frozenStages",
                3)));

        assertThat(plan.time()).contains(Duration.ofSeconds(90));
        assertThat(plan.optimisation().learningRate()).contains(2e-4);
        assertThat(plan.optimisation().warmupEpochs()).contains(0);
        assertThat(plan.optimisation().frozenStages()).contains(3);
        assertThat(plan.profile()).contains(ViewProfile.CT);
        assertThat(plan.seed()).isEqualTo(7);
    }

    @Test
    void a_pretraining_may_only_warn_of_a_collapse() {
        assertThat(PretrainPlan.of(pretraining(Map.of("onCollapse", "WARN"))).onCollapse())
                .isEqualTo(OnCollapse.WARN);
        assertRefused(() -> PretrainPlan.of(pretraining(Map.of("onCollapse", "IGNORE"))), "[PAUSE, WARN]");
    }

    @ParameterizedTest
    @CsvSource({"MoCo v3, MOCOV3", "barlow-twins, BARLOWTWINS", "DINOv2, DINOV2", "simclr, SIMCLR"})
    void a_method_is_known_however_it_is_written(String word, MethodName method) {
        assertThat(PretrainPlan.of(pretraining(Map.of("method", word))).method())
                .isEqualTo(method);
    }

    @Test
    void a_method_that_hides_patches_gets_a_transformer_and_others_a_convolutional_network() {
        assertThat(PretrainPlan.of(pretraining(Map.of("method", "mae"))).architecture(Optional.empty()))
                .isEqualTo("vit_tiny_patch16_224");
        assertThat(PretrainPlan.of(pretraining(Map.of("method", "dino"))).architecture(Optional.empty()))
                .isEqualTo("tf_efficientnet_lite0");
        assertRefused(
                () -> MethodName.MAE.requireFit(Architecture.named("resnet18"), 64),
                "mae hides patches and needs a vision transformer");
        assertRefused(
                () -> MethodName.DINOV2.requireFit(Architecture.named("vit_tiny_patch16_224"), 72),
                "a multiple of 16 pixels; 72 is none");
    }

    @Test
    void how_images_become_views_is_chosen_or_suits_them() {
        PretrainPlan plan = PretrainPlan.of(pretraining(Map.of("method", "mae")));
        assertThat(plan.maskRatio(ViewProfile.MR)).isEqualTo(0.75);
        assertThat(plan.maskRatio(ViewProfile.X_RAY)).isEqualTo(0.4);
        assertThat(plan.looked()).isEqualTo(new PretrainPlan.Looked(Optional.empty(), Volumes.SLICES, 1));
        PretrainPlan chosen = PretrainPlan.of(
                pretraining(Map.of("method", "mae", "maskRatio", 0.6, "volumes", "NEIGHBOURS", "stride", 4)));
        assertThat(chosen.maskRatio(ViewProfile.X_RAY)).isEqualTo(0.6);
        assertThat(chosen.looked().volumes()).isEqualTo(Volumes.NEIGHBOURS);
        assertThat(chosen.looked().stride()).isEqualTo(4);
        assertRefused(() -> PretrainPlan.of(pretraining(Map.of("maskRatio", 0.6))), "maskRatio belongs to mae");
    }

    @Test
    void a_supervised_stage_learns_from_labels_of_training_patients_alone() {
        Map<String, Object> labelled = Map.of("method", "supervised", "labelSet", SOME);
        assertThat(PretrainPlan.of(pretraining(labelled)).stage()).isEqualTo(Stage.SUPERVISED);
        assertRefused(
                () -> PretrainPlan.of(pretraining(Map.of("method", "supervised"))),
                "labelSet must be given for supervised");
        assertRefused(
                () -> PretrainPlan.of(
                        pretraining(Map.of("method", "supervised", "labelSet", SOME, "transductive", true))),
                "transductive must be false for supervised");
    }

    @Test
    void a_temperature_is_refused_where_the_method_has_none() {
        assertRefused(
                () -> PretrainPlan.of(pretraining(Map.of("method", "byol", "temperature", 0.2))),
                "temperature must be left out: byol has none");
        assertThat(PretrainPlan.of(pretraining(Map.of("method", "swav"))).temperature())
                .isEqualTo(0.1);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "imageSize | 16 | imageSize must be a whole number of 32 to 512; it is 16",
                "imageSize | big | imageSize must be a whole number of 32 to 512; it is big",
                "batchSize | 1 | batchSize must be a whole number of 2 to 4096; it is 1",
                "epochs | 0 | epochs must be a whole number of 1 to 100000; it is 0",
                "temperature | 0 | temperature must be a number of 0.01 to 10.0; it is 0",
                "method | magic | method must be one of [simclr, mocov3, byol, simsiam, swav, barlowtwins, vicreg, mae, dino, dinov2, micle, supervised]; it is magic",
                "pairs | SISTERS | pairs must be one of [PATIENT, STUDY, LATERALITY, SLICES, FRAMES]; it is SISTERS",
                "pairs | STUDY | pairs belongs to micle; it is simclr",
                "architecture | vgg | architecture must be one of",
                "profile | SONAR | profile must be one of [X_RAY, CT",
                "parent | me | parent must be an identifier (UUID); it is me",
                "transductive | perhaps | transductive must be true or false; it is perhaps",
                "epoch | 3 | there is no parameter \"epoch\"; there are [architecture, batchSize"
            })
    void a_wrong_parameter_is_refused_by_name_with_its_range_and_its_value(String name, String value, String message) {
        assertRefused(() -> PretrainPlan.of(pretraining(Map.of(name, number(value)))), message);
    }

    @Test
    void a_missing_cohort_or_name_is_named() {
        assertRefused(() -> PretrainPlan.of(Map.of("name", "x")), "cohortVersion must be given");
        assertRefused(
                () -> PretrainPlan.of(Map.of("cohortVersion", SOME)), "name must be a text of 1 to 128 characters");
    }

    @Test
    void a_budget_of_labels_is_one_of_three_or_everything() {
        assertThat(FinetunePlan.of(finetuning(Map.of())).budget()).isEqualTo(new LabelBudget.All());
        assertThat(FinetunePlan.of(finetuning(Map.of("labelsPerClass", 20))).budget())
                .isEqualTo(new LabelBudget.PerClass(20));
        assertThat(FinetunePlan.of(finetuning(Map.of("labelled", 9))).budget()).isEqualTo(new LabelBudget.Total(9));
        assertThat(FinetunePlan.of(finetuning(Map.of("subset", List.of(Map.of("sopInstanceUid", "1.2.3", "frame", 4)))))
                        .budget())
                .isEqualTo(new LabelBudget.Given(Set.of(new FrameId(new SopInstanceUid("1.2.3"), 4))));
        assertRefused(
                () -> FinetunePlan.of(finetuning(Map.of("labelled", 9, "labelsPerClass", 3))),
                "labelled must stand alone");
        assertRefused(
                () -> FinetunePlan.of(finetuning(Map.of("subset", List.of()))),
                "subset must be a list of at least one");
        assertRefused(
                () -> FinetunePlan.of(finetuning(Map.of("subset", List.of(Map.of("sopInstanceUid", "x.y"))))),
                "subset must hold legal UIDs");
        assertRefused(
                () -> FinetunePlan.of(finetuning(Map.of("kinds", List.of("forest")))),
                "kinds must be a list of some of");
    }

    @Test
    void a_head_is_chosen_where_none_is_asked_for_and_self_training_trains_the_encoder() {
        FinetunePlan usual = FinetunePlan.of(finetuning(Map.of()));
        assertThat(usual.kinds(labels(LabelKind.ORDINAL))).containsExactly("auto");
        assertThat(usual.kinds(labels(LabelKind.SEGMENTATION))).containsExactly("decoder");
        assertThat(usual.imageSize()).isEmpty();
        assertThat(usual.selfTraining()).isEmpty();
        assertThat(usual.balance()).isEqualTo(Balance.SAMPLING);
        assertThat(FinetunePlan.of(finetuning(Map.of("balance", "weights"))).balance())
                .isEqualTo(Balance.WEIGHTS);
        assertRefused(
                () -> FinetunePlan.of(finetuning(Map.of("balance", "luck"))),
                "balance must be one of [none, weights, sampling]");
        FinetunePlan matched = FinetunePlan.of(finetuning(Map.of("selfTraining", "fixmatch")));
        assertThat(matched.kinds(labels(LabelKind.MULTI_LABEL))).containsExactly("finetuned");
        assertRefused(() -> matched.kinds(labels(LabelKind.SEGMENTATION)), "selfTraining is for heads for classes");
        assertRefused(
                () -> FinetunePlan.of(finetuning(Map.of("selfTraining", "noisy-student", "kinds", List.of("linear"))))
                        .kinds(labels(LabelKind.CLASSIFICATION)),
                "finetuned alone");
        assertRefused(
                () -> FinetunePlan.of(finetuning(Map.of("selfTraining", "hope"))),
                "selfTraining must be one of [none, fixmatch, noisy-student]");
    }

    private static LabelSet labels(LabelKind kind) {
        LabelScheme scheme =
                new LabelScheme(UUID.randomUUID(), new ProjectId(UUID.randomUUID()), "s", kind, List.of("a", "b"));
        return new LabelSet(UUID.randomUUID(), scheme.project(), "s", 1, scheme, true, 9, Optional.empty());
    }

    @Test
    void a_search_has_one_example() {
        List<Map<String, Object>> one = List.of(Map.of("sopInstanceUid", "1.2.3", "frame", 4));
        SearchPlan plan = SearchPlan.of(Map.of("encoder", SOME, "like", one));
        assertThat(plan.like()).isEqualTo(new FrameId(new SopInstanceUid("1.2.3"), 4));
        assertThat(plan.top()).isEqualTo(10);
        assertRefused(() -> SearchPlan.of(Map.of("encoder", SOME)), "like must name one image");
        assertRefused(
                () -> SearchPlan.of(Map.of("encoder", SOME, "like", one, "top", 0)),
                "top must be a whole number of 1 to 100");
    }

    @Test
    void a_question_says_which_objects_are_made_of_its_answer_and_where_they_go() {
        Map<String, Object> asked =
                Map.of("head", SOME, "study", "1.2.3", "outputs", List.of("seg", "sr"), "sendTo", "pacs");
        assertThat(PredictPlan.of(asked).forms()).containsExactlyInAnyOrder(ResultForm.SEGMENTATION, ResultForm.REPORT);
        assertThat(PredictPlan.of(asked).sendTo()).contains("pacs");
        assertRefused(
                () -> PredictPlan.of(Map.of("head", SOME, "study", "1.2.3", "outputs", List.of("pdf"))),
                "outputs must be a list of some of [seg, seg-fractional, sr]");
        assertRefused(
                () -> PredictPlan.of(Map.of("head", SOME, "study", "1.2.3", "sendTo", "pacs")),
                "outputs must name what is sent");
    }

    @Test
    void a_question_names_a_cohort_or_instances_but_not_both() {
        List<Map<String, Object>> instances = List.of(Map.of("sopInstanceUid", "1.2.3"));
        assertThat(PredictPlan.of(Map.of("head", SOME, "instances", instances))
                        .images()
                        .instances())
                .isPresent();
        assertRefused(() -> PredictPlan.of(Map.of("head", SOME)), "instances must be given");
        assertRefused(
                () -> PredictPlan.of(Map.of("head", SOME, "cohortVersion", SOME, "instances", instances)),
                "instances must be given where there is no cohortVersion");
        assertThat(PredictPlan.of(Map.of("head", SOME, "study", "1.2.3"))
                        .images()
                        .study())
                .contains(new StudyUid("1.2.3"));
        assertRefused(() -> PredictPlan.of(Map.of("head", SOME, "series", "01.x")), "series must be a legal UID");
        assertRefused(() -> EvaluatePlan.of(Map.of()), "head must be given");
        assertRefused(() -> EvaluatePlan.of(Map.of("head", SOME, "against", SOME)), "against must be another head");
        assertRefused(() -> CuratePlan.of(Map.of("cohortVersion", SOME)), "encoder must be given");
    }

    private static Map<String, Object> pretraining(Map<String, Object> more) {
        return with(Map.of("cohortVersion", SOME, "name", "chest"), more);
    }

    private static Map<String, Object> finetuning(Map<String, Object> more) {
        return with(Map.of("cohortVersion", SOME, "labelSet", SOME, "encoder", SOME, "name", "head"), more);
    }

    private static Map<String, Object> with(Map<String, Object> some, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(some);
        all.putAll(more);
        return all;
    }

    private static Object number(String value) {
        return value.matches("\\d+") ? (Object) Integer.valueOf(value) : value;
    }

    private static void assertRefused(Runnable plan, String message) {
        assertThatThrownBy(plan::run).isInstanceOfSatisfying(PlatformException.class, e -> {
            assertThat(e.code()).isEqualTo(ErrorCode.INVALID_PLAN);
            assertThat(e).hasMessageContaining(message);
        });
    }
}
