package org.isocenter.dicom.service;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.WeakHashMap;
import org.isocenter.dicom.association.Caller;
import org.isocenter.platform.pacs.ArchiveKeys;
import org.isocenter.platform.pacs.Connection;
import org.isocenter.platform.pacs.PullLedger;
import org.isocenter.platform.pacs.RemoteArchives;
import org.isocenter.platform.project.ProjectId;
import org.isocenter.platform.project.Projects;
import org.isocenter.platform.security.ProjectKeys;

/** Tells callers that are archives of the project they call, and notes what those send: a pull by C-MOVE learns from it what has come. */
@ApplicationScoped
class SendingArchives {
    private final Projects projects;
    private final RemoteArchives archives;
    private final PullLedger pulls;
    private final ProjectKeys keys;
    private final Map<Caller, Boolean> known = Collections.synchronizedMap(new WeakHashMap<>());

    SendingArchives(Projects projects, RemoteArchives archives, PullLedger pulls, ProjectKeys keys) {
        this.projects = projects;
        this.archives = archives;
        this.pulls = pulls;
        this.keys = keys;
    }

    /** Hosts of the archives whose title a caller bears; empty where it is no archive. */
    List<String> hosts(Caller caller) {
        return projects
                .findByAeTitle(caller.calledAe())
                .map(project -> archives.titled(project.id(), caller.callingAe()))
                .orElse(List.of())
                .stream()
                .map(Connection.Dimse::host)
                .toList();
    }

    /** Whether a caller is an archive, looked up once an association. */
    boolean contain(Caller caller) {
        return known.computeIfAbsent(caller, each -> !hosts(each).isEmpty());
    }

    /** Notes what has come; where it cannot be noted the object is fetched again and known then. */
    void noteArrival(ProjectId project, String sopInstance) {
        pulls.arrived(project, new ArchiveKeys(keys.key(project)).instance(sopInstance));
    }
}
