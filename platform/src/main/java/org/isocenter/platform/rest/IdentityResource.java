package org.isocenter.platform.rest;

import static org.isocenter.platform.security.Role.ADMIN_NAME;
import static org.isocenter.platform.security.Role.DATA_STEWARD_NAME;

import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.util.Map;
import java.util.Optional;
import org.isocenter.platform.project.Project;
import org.isocenter.platform.security.Identities;
import org.isocenter.platform.security.Identities.Rotation;
import org.isocenter.platform.study.Pseudonym;

/** Who a pseudonym stands for, for stewards; each look is audited. The key of the map is an administrator's. */
@Path("/api/v1")
@RolesAllowed(DATA_STEWARD_NAME)
public class IdentityResource {
    private final Identities identities;
    private final Access access;

    IdentityResource(Identities identities, Access access) {
        this.identities = identities;
        this.access = access;
    }

    @GET
    @Path("projects/{project}/identities/{pseudonym}")
    public Map<String, String> identity(String project, String pseudonym) {
        Project owner = access.project(project);
        return access.row(identities.reveal(owner.id(), new Pseudonym(pseudonym)), found -> owner.id())
                .fields();
    }

    /** Unlinks a pseudonym from its patient for good. */
    @DELETE
    @Path("projects/{project}/identities/{pseudonym}")
    public void unlink(String project, String pseudonym) {
        Project owner = access.project(project);
        boolean unlinked = identities.unlink(owner.id(), new Pseudonym(pseudonym));
        access.row(Optional.of(owner).filter(found -> unlinked), Project::id);
    }

    /** Seals the map of every project under a new key. */
    @POST
    @Path("identity-key")
    @RolesAllowed(ADMIN_NAME)
    public Rotation rotate() {
        return identities.rotate();
    }
}
