/**
 * The whole job in one run, on generated studies or on a user's own: in, labels, cohort, pretraining, curation, heads, audit, report. Each step is a call that anybody can
 * make; what is planted in generated studies is not known here.
 */
@NullMarked
package org.isocenter.cli.demo;

import org.jspecify.annotations.NullMarked;
