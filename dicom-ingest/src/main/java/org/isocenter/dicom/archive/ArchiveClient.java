package org.isocenter.dicom.archive;

import java.io.Closeable;
import java.io.IOException;
import java.time.LocalDateTime;
import java.util.List;
import java.util.function.Consumer;
import org.isocenter.dicom.part10.DicomObject;
import org.isocenter.platform.error.PlatformException;

/**
 * Asks one archive, one thing after another, over one connection at a time. Every call fails with an {@link IOException} where the archive does not answer, after
 * which it may be tried again, with {@code ARCHIVE_REFUSED} where it says no, and with {@code ARCHIVE_TLS_REFUSED} where one of the two does not take the
 * other's certificate.
 */
public interface ArchiveClient extends Closeable {

    /** Finds out whether the archive answers, and lets us in. */
    void echo() throws IOException;

    /** Studies of a span of study date and time; of any and none where it is {@linkplain Spans#EVER all time}. */
    Answer studies(ArchiveQuery query, LocalDateTime since, LocalDateTime until) throws IOException;

    /** The series of a study that a query takes. */
    List<ArchiveSeries> series(ArchiveQuery query, ArchiveStudy study) throws IOException;

    /** The objects of a series; fewer than it has where the archive cuts the answer off. */
    List<ArchiveInstance> instances(ArchiveSeries series) throws IOException;

    /**
     * Has objects of a series sent. They come to {@code arrivals}, or, where the archive opens an association of its own for them, to our listener; which ones came is
     * for the caller to find out.
     *
     * @param all whether these are all objects of the series
     */
    void fetch(ArchiveSeries series, List<ArchiveInstance> wanted, boolean all, Arrivals arrivals) throws IOException;

    /**
     * Sends objects, all in one exchange; {@code ARCHIVE_REFUSED} where it does not take one.
     *
     * @param taken is told of each that the archive took, whatever becomes of the others
     */
    void store(List<DicomObject> objects, Consumer<DicomObject> taken) throws IOException;

    /**
     * Studies that were found.
     *
     * @param isCut whether the archive said that there are more
     */
    record Answer(List<ArchiveStudy> studies, boolean isCut) {
        public Answer {
            studies = List.copyOf(studies);
        }
    }

    /** Takes what comes. */
    @FunctionalInterface
    interface Arrivals {
        /** Takes the bytes of a Part 10 file; the object is safe when this returns, and a {@link PlatformException} says that it is not. */
        void take(byte[] part10);
    }
}
