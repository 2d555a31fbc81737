package org.isocenter.cli.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import javax.xml.parsers.DocumentBuilderFactory;
import org.isocenter.cli.report.EfficiencyResult.Point;
import org.junit.jupiter.api.Test;
import org.w3c.dom.Document;

class EfficiencyChartTest {
    @Test
    void each_start_and_mode_has_its_line_and_each_point_its_whisker() throws Exception {
        List<Point> points = List.of(
                new Point("5", "imagenet", "frozen", 5, 0.79, 0.75, 0.83),
                new Point("5", "chain", "frozen", 5, 0.87, 0.84, 0.9),
                new Point("5", "chain", "finetuned", 5, 0.88, 0.84, 0.91),
                new Point("all", "imagenet", "frozen", 1, 0.9, 0.87, 0.92),
                new Point("all", "chain", "frozen", 1, 0.95, 0.93, 0.97));
        Document svg = DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(new ByteArrayInputStream(
                        new EfficiencyChart("auroc", false, points).svg().getBytes(StandardCharsets.UTF_8)));
        assertThat(svg.getElementsByTagName("polyline").getLength()).isEqualTo(3);
        assertThat(svg.getElementsByTagName("circle").getLength())
                .as("a dot a point, and one a curve in the legend")
                .isEqualTo(8);
        assertThat(svg.getDocumentElement().getTextContent())
                .contains("auroc", "5", "all", "ImageNet, frozen", "in-domain, fine-tuned");
    }
}
