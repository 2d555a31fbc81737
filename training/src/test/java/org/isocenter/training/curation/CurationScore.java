package org.isocenter.training.curation;

import java.util.List;
import org.isocenter.platform.curation.CurationIssue;
import org.isocenter.training.metric.Ranking;

/**
 * How well one issue's findings meet what was planted.
 *
 * @param flagged number of findings
 * @param hits those that were planted
 * @param planted number planted
 * @param averagePrecision of the ranking, unflagged images last
 */
record CurationScore(long flagged, long hits, long planted, double averagePrecision) {

    static CurationScore of(List<Finding> findings, CurationIssue issue, boolean[] planted) {
        double[] score = new double[planted.length];
        findings.stream().filter(f -> f.issue() == issue).forEach(f -> score[f.place()] = f.score());
        long flagged = 0;
        long hits = 0;
        long all = 0;
        for (int i = 0; i < planted.length; i++) {
            flagged += score[i] > 0 ? 1 : 0;
            hits += score[i] > 0 && planted[i] ? 1 : 0;
            all += planted[i] ? 1 : 0;
        }
        CurationScore result = new CurationScore(flagged, hits, all, Ranking.averagePrecision(planted, score));
        System.out.printf(
                "%s: %d flagged, %d of %d planted found, precision %.2f, recall %.2f, AP %.3f%n",
                issue, flagged, hits, all, result.precision(), result.recall(), result.averagePrecision);
        return result;
    }

    double precision() {
        return (double) hits / Math.max(1, flagged);
    }

    double recall() {
        return (double) hits / planted;
    }
}
