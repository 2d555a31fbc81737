package org.isocenter.platform.project;

import static org.isocenter.platform.project.DeidentificationOption.CLEAN_DESCRIPTORS;
import static org.isocenter.platform.project.DeidentificationOption.MODIFIED_DATES;
import static org.isocenter.platform.project.DeidentificationOption.RETAIN_DEVICE_IDENTITY;
import static org.isocenter.platform.project.DeidentificationOption.RETAIN_FULL_DATES;
import static org.isocenter.platform.project.DeidentificationOption.RETAIN_PATIENT_CHARACTERISTICS;

import java.util.Set;

/**
 * How a project removes identities: the Basic profile of PS3.15 Annex E with these options; fixed at creation.
 *
 * @param options may be empty; full and modified dates exclude one another
 */
public record DeidentificationChoice(Set<DeidentificationOption> options) {

    /** Nothing but the Basic profile. */
    public static final DeidentificationChoice BASIC = new DeidentificationChoice(Set.of());

    /** Keeps what cohorts and subgroups need: patient characteristics, device, shifted dates, cleaned descriptors. */
    public static final DeidentificationChoice RESEARCH = new DeidentificationChoice(
            Set.of(RETAIN_PATIENT_CHARACTERISTICS, RETAIN_DEVICE_IDENTITY, MODIFIED_DATES, CLEAN_DESCRIPTORS));

    public DeidentificationChoice {
        options = Set.copyOf(options);
        if (options.contains(RETAIN_FULL_DATES) && options.contains(MODIFIED_DATES)) {
            throw new IllegalArgumentException("dates are either kept or modified; choose one of the two options");
        }
    }

    public boolean has(DeidentificationOption option) {
        return options.contains(option);
    }
}
