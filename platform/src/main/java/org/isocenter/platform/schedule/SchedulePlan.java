package org.isocenter.platform.schedule;

import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * What is done in a night, one step after another.
 *
 * @param pull parameters of a PULL job
 * @param cohort the cohort that is frozen anew with what came
 * @param encoder the encoder that looks first and that learning goes on from; later nights take the one of the night before
 * @param curate further parameters of a CURATE job; empty where nothing is looked through
 * @param pretrain further parameters of a PRETRAIN job; empty where nothing is learnt
 */
public record SchedulePlan(
        Map<String, Object> pull,
        UUID cohort,
        Optional<UUID> encoder,
        Optional<Map<String, Object>> curate,
        Optional<Map<String, Object>> pretrain) {
    public SchedulePlan {
        pull = Map.copyOf(pull);
        curate = curate.map(Map::copyOf);
        pretrain = pretrain.map(Map::copyOf);
        if (curate.isPresent() && encoder.isEmpty()) {
            throw new IllegalArgumentException(
                    "images are looked through by an encoder; name one, or leave curate out");
        }
    }
}
