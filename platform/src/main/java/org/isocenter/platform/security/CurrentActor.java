package org.isocenter.platform.security;

import java.util.function.Supplier;

/** Knows who acts on this thread: the token's owner during a request, else the process itself. */
public interface CurrentActor {

    Actor get();

    /** Does work on this thread in another's name, for work that outlives its request. */
    <T> T as(Actor actor, Supplier<T> work);
}
