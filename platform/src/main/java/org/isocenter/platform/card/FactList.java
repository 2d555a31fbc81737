package org.isocenter.platform.card;

import java.util.ArrayList;
import java.util.List;
import org.isocenter.platform.card.Section.Fact;
import org.isocenter.platform.card.Section.Facts;
import org.jspecify.annotations.Nullable;

/** Facts as they are gathered, in order. */
final class FactList {
    private final List<Fact> facts = new ArrayList<>();

    /** Adds a fact; one whose value is null is not known and left out. */
    FactList with(String name, @Nullable Object value) {
        if (value != null) {
            facts.add(new Fact(name, value.toString()));
        }
        return this;
    }

    Facts facts() {
        return new Facts(facts);
    }
}
