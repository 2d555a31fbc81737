package org.isocenter.training.worker;

import org.isocenter.training.data.Masks;
import org.isocenter.training.evaluation.Circumstances;
import org.isocenter.training.evaluation.ClassificationEvaluation;
import org.isocenter.training.evaluation.FittedTemperature;
import org.isocenter.training.evaluation.HeadName;
import org.isocenter.training.evaluation.HeadReport;
import org.isocenter.training.evaluation.SegmentationEvaluation;
import org.isocenter.training.evaluation.TestSet;
import org.isocenter.training.finetune.ClassificationHead;
import org.isocenter.training.finetune.SegmentationHead;
import org.isocenter.training.metric.PatientBootstrap;

/**
 * Measures heads on one set of test images, all with the same draws of patients.
 *
 * @param test the images
 * @param masks where reference masks lie
 * @param known of the images beside their labels
 * @param seed of the draws
 */
record HeadMeasure(TestSet test, Masks masks, Circumstances known, long seed) {

    HeadReport classifier(ClassificationHead head, HeadName name, FittedTemperature temperature) {
        return new ClassificationEvaluation(bootstrap(), known).of(head, name, test, temperature);
    }

    HeadReport segmenter(SegmentationHead head, HeadName name) {
        return new SegmentationEvaluation(bootstrap(), masks, known).of(head, name, test);
    }

    PatientBootstrap bootstrap() {
        return new PatientBootstrap(seed);
    }
}
