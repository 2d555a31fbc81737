package org.isocenter.training.worker;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.model.Evidence;
import org.isocenter.training.evaluation.HeadComparison;

/** What stands behind figures as JSON values, in the form in which the API shows a head's report. */
final class EvidenceJson {
    private static final ObjectMapper MAPPER =
            JsonMapper.builder().addModule(new Jdk8Module()).build();

    private EvidenceJson() {}

    static Map<String, Object> of(Evidence evidence) {
        return MAPPER.convertValue(evidence, new TypeReference<Map<String, Object>>() {});
    }

    /** A comparison; where decisions were compared with how many each head alone has right. */
    static Map<String, Object> of(HeadComparison comparison) {
        Map<String, Object> values = new LinkedHashMap<>();
        values.put("differences", TrainedHead.metrics(comparison.differences()));
        values.put("deLong", comparison.deLong());
        Optional<HeadComparison.Decided> decisions = comparison.decisions();
        decisions.ifPresent(decided -> values.put(
                "mcNemar",
                Map.of(
                        "firstOnly", decided.firstOnly(),
                        "secondOnly", decided.secondOnly(),
                        "p", decided.p(),
                        "how", decided.how())));
        return values;
    }
}
