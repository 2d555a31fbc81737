package org.isocenter.dicom.geometry;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * A series in space.
 *
 * @param stacks its parallel slices of one matrix, in the order of their first slice
 */
public record SeriesGeometry(List<Stack> stacks) {
    /** Direction cosines that differ by less are the same direction, written with other digits. */
    private static final double SAME_DIRECTION = 1e-3;

    public SeriesGeometry {
        stacks = List.copyOf(stacks);
    }

    /** Sorts slices into stacks. */
    public static SeriesGeometry of(List<Slice> slices) {
        List<List<Slice>> groups = new ArrayList<>();
        for (Slice slice : slices) {
            groups.stream()
                    .filter(group -> group.get(0).isParallel(slice, SAME_DIRECTION))
                    .findFirst()
                    .orElseGet(() -> {
                        List<Slice> group = new ArrayList<>();
                        groups.add(group);
                        return group;
                    })
                    .add(slice);
        }
        return new SeriesGeometry(groups.stream().map(Stack::of).toList());
    }

    /** Everything that is wrong with any stack, and whether there is more than one. */
    public Set<Flaw> flaws() {
        EnumSet<Flaw> flaws = EnumSet.noneOf(Flaw.class);
        stacks.forEach(stack -> flaws.addAll(stack.flaws()));
        if (stacks.size() > 1) {
            flaws.add(Flaw.MIXED_ORIENTATION);
        }
        return flaws;
    }
}
