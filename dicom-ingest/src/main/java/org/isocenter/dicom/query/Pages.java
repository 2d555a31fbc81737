package org.isocenter.dicom.query;

import java.util.Iterator;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import org.isocenter.platform.study.Page;
import org.isocenter.platform.study.StudyQuery;

/** All that meets a query, asked for page by page as it is walked through, so that no list is held as a whole. */
public final class Pages<T> implements Iterable<T> {
    private final StudyQuery first;
    private final Function<StudyQuery, Page<T>> index;

    /**
     * Asks nothing yet.
     *
     * @param index gives a page, such as {@code index::find}
     */
    public Pages(StudyQuery first, Function<StudyQuery, Page<T>> index) {
        this.first = first;
        this.index = index;
    }

    @Override
    public Iterator<T> iterator() {
        return new Iterator<>() {
            private Page<T> page = index.apply(first);
            private Iterator<T> items = page.items().iterator();

            @Override
            public boolean hasNext() {
                Optional<String> next = page.next();
                while (!items.hasNext() && next.isPresent()) {
                    page = index.apply(first.after(next.get()));
                    items = page.items().iterator();
                    next = page.next();
                }
                return items.hasNext();
            }

            @Override
            public T next() {
                if (!hasNext()) {
                    throw new NoSuchElementException();
                }
                return items.next();
            }
        };
    }
}
