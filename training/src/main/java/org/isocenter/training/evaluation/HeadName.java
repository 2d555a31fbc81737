package org.isocenter.training.evaluation;

/**
 * Which head is measured.
 *
 * @param kind {@code linear}, {@code finetuned}, {@code prototype}, {@code knn} or {@code decoder}
 * @param init {@code random}, {@code imagenet} or {@code chain}
 * @param trainLabels every label used for any choice
 */
public record HeadName(String kind, String init, int trainLabels) {}
