/** The audit trail as plain values: events in DICOM's words, their chain, their signed tree, and the offline verifier. Tables and clocks stay outside. */
@NullMarked
package org.isocenter.platform.audit;

import org.jspecify.annotations.NullMarked;
