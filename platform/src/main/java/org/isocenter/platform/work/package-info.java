/**
 * Works through the queue of jobs, in whichever process serves a lane: claims a job, renews its lease, hands it to the one who can do it, and puts it down
 * as it was asked. What the work is, each delivery says with its handlers.
 */
@NullMarked
package org.isocenter.platform.work;

import org.jspecify.annotations.NullMarked;
