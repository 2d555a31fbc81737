package org.isocenter.dicom.phantom;

import java.time.LocalDateTime;
import org.isocenter.dicom.phantom.scanner.Scanner;

/**
 * One person at one machine on one day.
 *
 * @param person who
 * @param scanner where
 * @param number counts the visits of the set, from 0
 * @param at when
 * @param root prefix of all UIDs of the set
 */
record Visit(Person person, Scanner scanner, int number, LocalDateTime at, String root) {

    String studyUid() {
        return root + ".1." + number;
    }

    String seriesUid(int series) {
        return root + ".2." + number + "." + series;
    }

    String instanceUid(int series, int instance) {
        return root + ".3." + number + "." + series + "." + instance;
    }

    String frameOfReferenceUid() {
        return root + ".4." + number;
    }

    String accession() {
        return "ACC%07d"
                .formatted(4_100_000 + Math.floorMod(number * 7919 + person.id().hashCode(), 5_000_000));
    }
}
