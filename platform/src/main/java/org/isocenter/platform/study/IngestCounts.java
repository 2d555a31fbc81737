package org.isocenter.platform.study;

/**
 * What became of the instances that came in; each received one is in exactly one of the others.
 *
 * @param received all that came in
 * @param stored new ones, indexed
 * @param duplicates known ones, not stored twice, and those that the policy refused
 * @param quarantined those that wait for a data steward
 * @param pending those in the spool
 */
public record IngestCounts(long received, long stored, long duplicates, long quarantined, long pending) {}
