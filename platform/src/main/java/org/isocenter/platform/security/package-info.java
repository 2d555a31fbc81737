/** Who acts, in which role, with which key of the project, and the ports for the audit trail and for identities. Tokens are read at the edge. */
@NullMarked
package org.isocenter.platform.security;

import org.jspecify.annotations.NullMarked;
