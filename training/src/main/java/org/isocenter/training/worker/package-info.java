/**
 * Takes jobs from the queue, chooses what each needs of the other rooms, and writes what comes of it; the only place of training that knows the
 * container. What the API asks before it queues a job is here too and touches no tensor.
 */
@NullMarked
package org.isocenter.training.worker;

import org.jspecify.annotations.NullMarked;
