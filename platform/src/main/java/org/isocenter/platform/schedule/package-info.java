/** Plans that run by themselves at night: images are pulled, a cohort is frozen, looked through, and an encoder goes on learning from it. The work itself is jobs. */
@NullMarked
package org.isocenter.platform.schedule;

import org.jspecify.annotations.NullMarked;
