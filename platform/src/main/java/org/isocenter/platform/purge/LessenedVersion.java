package org.isocenter.platform.purge;

import java.util.UUID;

/**
 * A frozen cohort version that loses members. Its hash stays that of all members it was frozen with, and it says how many are lost.
 *
 * @param id its identifier
 * @param cohort the cohort's name
 * @param number of the version, counted from 1
 * @param sha256 hash over all members it was frozen with
 * @param lost members that go
 */
public record LessenedVersion(UUID id, String cohort, int number, String sha256, long lost) {}
