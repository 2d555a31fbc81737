package org.isocenter.dicom.bench;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;

@Tag("proof-dicom")
class IngestPartsTest {

    @Test
    void every_part_is_timed() throws RunnerException {
        var results = new Runner(new OptionsBuilder()
                        .include(IngestParts.class.getName())
                        .build())
                .run();

        assertThat(results).hasSize(14).allSatisfy(result -> assertThat(
                        result.getPrimaryResult().getScore())
                .isPositive());
        results.forEach(result -> System.out.printf(
                "%-20s %4s px %8.3f ms%n",
                result.getPrimaryResult().getLabel(),
                result.getParams().getParam("side"),
                result.getPrimaryResult().getScore()));
    }
}
